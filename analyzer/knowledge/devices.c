// Devices and their networks: screen and keys, USB, I2C, routers, casts, time servers.
#include "knowledge/tables.h"

#define AUDIO    "https://people.csail.mit.edu/hubert/pyaudio/docs/"
#define PYSFTP   "https://pysftp.readthedocs.io/en/release_0.2.9/pysftp.html"
#define USB      "https://github.com/pyusb/pyusb/blob/master/docs/tutorial.rst"
#define SMBUS    "https://smbus2.readthedocs.io/en/latest/"
#define NETMIKO  "https://ktbyers.github.io/netmiko/docs/netmiko/index.html"
#define SCP      "https://github.com/jbardin/scp.py#using-scp"
#define NTP      "https://github.com/cf-natali/ntplib#readme"
#define CAST     "https://github.com/home-assistant-libs/pychromecast#how-to-use"
#define MIIO     "https://python-miio.readthedocs.io/en/latest/api/miio.device.html"
#define AUTOGUI  "https://pyautogui.readthedocs.io/en/latest/"
#define WATCHDOG "https://python-watchdog.readthedocs.io/en/stable/api.html"

#define WAITS_WITH(why, way)                                                                       \
  .effect = EFFECT_NETWORK, .tier = TIER_UNBOUNDED, .because = why, .instead = way, OR_A_THREAD
#define WAITS(why) WAITS_WITH(why, "await asyncio.to_thread(...)")
#define TRANSFERS                                                                                  \
  .effect = EFFECT_FILE_IO, .tier = TIER_UNBOUNDED, .because = "waits for the device",             \
  .instead = "await asyncio.to_thread(...)", OR_A_THREAD

static const KnowledgeEntry entries[] = {
    // Screen, mouse and keys.
    {.name = "pyautogui.sleep",
     .twin = "asyncio.sleep",
     .twin_trio = "trio.sleep",
     .twin_anyio = "anyio.sleep",
     .effect = EFFECT_SLEEP,
     .tier = TIER_UNBOUNDED,
     .unless = {IS_ZERO(0, "seconds")},
     .because = "suspends the calling thread",
     .source = "pyautogui/__init__.py: sleep"},
    {.name = "pyautogui.countdown",
     .effect = EFFECT_SLEEP,
     .tier = TIER_UNBOUNDED,
     .because = "sleeps for a second between two numbers",
     .instead = "await asyncio.sleep(...)",
     .instead_trio = "await trio.sleep(...)",
     .instead_anyio = "await anyio.sleep(...)",
     .source = "pyautogui/__init__.py: countdown"},
    {.name = "pyautogui.{click,leftClick,rightClick,middleClick,doubleClick,tripleClick,mouseDown,"
             "mouseUp,moveTo,moveRel,move,dragTo,dragRel,drag,scroll,hscroll,vscroll,keyDown,keyUp,"
             "press,typewrite,write,hotkey}",
     .effect = EFFECT_SLEEP,
     .tier = TIER_UNBOUNDED,
     .unless = {IS_FALSE(-1, "_pause")},
     .because = "pauses when it is done, for a tenth of a second unless told otherwise",
     .instead = "await asyncio.to_thread(...)",
     OR_A_THREAD,
     .source = AUTOGUI "introduction.html#pause"},
    {.name = "pyautogui.{screenshot,locateOnScreen,locateAllOnScreen,locateCenterOnScreen}",
     .effect = EFFECT_CPU,
     .tier = TIER_BULK,
     .because = "takes a picture of the screen",
     .source = AUTOGUI "screenshot.html"},

    {.name = "usb.core.Device", .kind = KNOWN_CLASS, .source = USB},
    {.name = "usb.core.find",
     .effect = EFFECT_OPEN,
     .tier = TIER_CHEAP,
     .because = "lists the devices and reads their descriptors",
     .instead = "await asyncio.to_thread(...)",
     OR_A_THREAD,
     .returns = "usb.core.Device",
     .elements = "usb.core.Device",
     .source = "usb/core.py: find"},
    {.name = "usb.core.Device.{read,write,ctrl_transfer,reset}", TRANSFERS, .source = USB},
    {.name = "smbus2.smbus2.SMBus",
     .kind = KNOWN_ALIAS,
     .alias_of = "smbus2.SMBus",
     .source = "smbus2/__init__.py"},
    {.name = "smbus2.SMBus", .kind = KNOWN_CLASS, .source = SMBUS},
    {.name = "smbus2.SMBus.{read_byte,read_byte_data,read_word_data,read_block_data,"
             "read_i2c_block_data,write_byte,write_byte_data,write_word_data,write_block_data,"
             "write_i2c_block_data,write_quick,process_call,block_process_call,i2c_rdwr}",
     TRANSFERS,
     .source = SMBUS},

    // PyBluez.
    {.name = "bluetooth.bluez",
     .kind = KNOWN_ALIAS,
     .alias_of = "bluetooth",
     .source = "bluetooth/__init__.py"},
    {.name = "bluetooth.{discover_devices,lookup_name,find_service}",
     WAITS_WITH("waits for the answers of devices around", "bleak.BleakScanner"),
     .source = "bluetooth/bluez.py: discover_devices"},
    {.name = "bluetooth.BluetoothSocket",
     .kind = KNOWN_CLASS,
     .source = "bluetooth/bluez.py: BluetoothSocket"},
    {.name = "bluetooth.BluetoothSocket.{connect,accept,recv,recvfrom,send,sendall,sendto}",
     WAITS_WITH("waits for the other device", "bleak.BleakClient"),
     .nonblocking_after = "setblocking settimeout",
     .source = "bluetooth/bluez.py: BluetoothSocket"},

    {.name = "netmiko.base_connection.BaseConnection",
     .kind = KNOWN_ALIAS,
     .alias_of = "netmiko.BaseConnection",
     .source = "netmiko/__init__.py"},
    {.name = "netmiko.BaseConnection", .kind = KNOWN_CLASS, .source = NETMIKO},
    {.name = "netmiko.{ConnectHandler,Netmiko}",
     WAITS_WITH("connects and logs in", "scrapli's AsyncScrapli, or asyncssh"),
     .returns = "netmiko.BaseConnection",
     .source = NETMIKO},
    {.name = "netmiko.BaseConnection.{send_command,send_command_timing,send_command_expect,"
             "send_config_set,send_config_from_file,send_multiline,find_prompt,enable,commit,"
             "save_config,disconnect,read_until_prompt,read_until_pattern}",
     WAITS_WITH("waits for the answer of the device", "scrapli's AsyncScrapli, or asyncssh"),
     .source = NETMIKO},
    {.name = "scp.SCPClient", .kind = KNOWN_CLASS, .source = SCP},
    {.name = "scp.SCPClient.{get,put,putfo}",
     WAITS_WITH("copies files over the network", "asyncssh.scp(...)"),
     .source = SCP},
    {.name = "ntplib.NTPClient", .kind = KNOWN_CLASS, .source = NTP},
    {.name = "ntplib.NTPClient.request", WAITS("asks a time server"), .source = NTP},
    {.name = "pychromecast.get_chromecasts",
     WAITS("waits for casts to answer"),
     .unless = {IS_FALSE(KEYWORD_ONLY, "blocking")},
     .source = CAST},
    {.name = "pychromecast.{get_listed_chromecasts,discover_chromecasts}",
     WAITS("waits for casts to answer"),
     .source = CAST},
    {.name = "pychromecast.Chromecast", .kind = KNOWN_CLASS, .source = CAST},
    {.name = "pychromecast.{get_chromecast_from_host,get_chromecast_from_cast_info}",
     .returns = "pychromecast.Chromecast",
     .source = "pychromecast/__init__.py"},
    {.name = "pychromecast.Chromecast.wait",
     WAITS("waits until the cast has told its status"),
     .unless = {IS_ZERO(0, "timeout")},
     .source = "pychromecast/__init__.py: Chromecast.wait"},
    {.name = "pychromecast.Chromecast.{join,disconnect}",
     WAITS("waits for the thread of the connection"),
     .unless = {IS_ZERO(0, "timeout")},
     .source = "pychromecast/__init__.py: Chromecast.join"},
    {.name = "miio.device.Device",
     .kind = KNOWN_ALIAS,
     .alias_of = "miio.Device",
     .source = "miio/__init__.py"},
    {.name = "miio.Device", .kind = KNOWN_CLASS, .source = MIIO},
    {.name = "miio.Device.{send,raw_command,info,get_properties,send_handshake,update}",
     WAITS("waits for the answer of the device"),
     .source = MIIO},

    {.name = "watchdog.observers.Observer",
     .kind = KNOWN_CLASS,
     .bases = "threading.Thread",
     .source = WATCHDOG "#watchdog.observers.Observer"},
    {.name = "RPi.GPIO.wait_for_edge",
     WAITS("waits until the pin changes"),
     .source = "https://sourceforge.net/p/raspberry-gpio-python/wiki/Inputs/"},
    {.name = "pyaudio.PyAudio", .kind = KNOWN_CLASS, .source = AUDIO},
    {.name = "pyaudio.PyAudio.Stream", .kind = KNOWN_CLASS, .source = AUDIO},
    {.name = "pyaudio.PyAudio.open", .returns = "pyaudio.PyAudio.Stream", .source = AUDIO},
    {.name = "pyaudio.PyAudio.Stream.{read,write}",
     TRANSFERS,
     .source = AUDIO "#pyaudio.PyAudio.Stream.read"},
    // Generators that send at each step; only releases before 7 have them here.
    {.name = "pysnmp.hlapi.{getCmd,setCmd,nextCmd,bulkCmd}",
     WAITS_WITH("waits for the answer of the device", "pysnmp.hlapi.asyncio"),
     .when = WHEN_ITERATED,
     .source = "pysnmp/hlapi/asyncore/sync/cmdgen.py"},
    {.name = "pysftp.Connection",
     .kind = KNOWN_CLASS,
     WAITS_WITH("connects and logs in", "asyncssh"),
     .source = PYSFTP},
    {.name = "pysftp.Connection.{get,get_d,get_r,getfo,put,put_d,put_r,putfo,execute,chdir,cd,"
             "chmod,chown,listdir,listdir_attr,mkdir,makedirs,normalize,isdir,isfile,readlink,"
             "remove,rmdir,rename,stat,lstat,open,exists,lexists,symlink,truncate,walktree}",
     WAITS_WITH("waits for the server's answer", "asyncssh"),
     .source = PYSFTP},
};

KNOWLEDGE_TABLE(devices)
