// Names of hosts, users and services. Where they come from is set up by whoever runs the machine:
// a file, a server on the network, a directory service.
#include "knowledge/c_tables.h"

#define LOOKS_UP .effect = EFFECT_DNS, .tier = TIER_UNBOUNDED

static const KnowledgeEntry entries[] = {
    {.name = "getaddrinfo",
     LOOKS_UP,
     .unless = {FIELD_HAS(2, "addrinfo::ai_flags", LINUX_AI_NUMERICHOST), IS_NULL(0),
                IS_ADDRESS(0)},
     .because = "asks a name server and waits for the answer",
     .source = MANUAL(3, "getaddrinfo")},
    {.name = "getnameinfo",
     LOOKS_UP,
     .unless = {HAS_BITS(6, LINUX_NI_NUMERICHOST)},
     .because = "asks a name server and waits for the answer",
     .instead_libuv = "uv_getnameinfo(...) with a callback",
     .instead_libevent = "evdns_base_resolve_reverse(...)",
     .instead_glib = "g_resolver_lookup_by_address_async(...)",
     .source = MANUAL(3, "getnameinfo")},
    {.name = "{gethostbyname,gethostbyname2,gethostbyname_r,gethostbyname2_r,getipnodebyname}",
     LOOKS_UP,
     .unless = {IS_ADDRESS(0)},
     .because = "asks a name server and waits for the answer",
     .source = MANUAL(3, "gethostbyname")},
    {.name = "{gethostbyaddr,gethostbyaddr_r,getipnodebyaddr}",
     LOOKS_UP,
     .because = "asks a name server and waits for the answer",
     .instead_libuv = "uv_getnameinfo(...) with a callback",
     .instead_libevent = "evdns_base_resolve_reverse(...)",
     .instead_glib = "g_resolver_lookup_by_address_async(...)",
     .source = MANUAL(3, "gethostbyname")},
    {.name = "{res_query,res_search,res_querydomain,res_send,res_nquery,res_nsearch,"
             "res_nquerydomain,res_nsend}",
     LOOKS_UP,
     .because = "asks a name server and waits for the answer",
     .source = MANUAL(3, "resolver")},
    {.name = "getaddrinfo_a",
     LOOKS_UP,
     .only_if = IS_VALUE(0, 0), // GAI_WAIT
     .because = "asks a name server and waits for the answer",
     .instead = "getaddrinfo_a(GAI_NOWAIT, ...)",
     .source = MANUAL(3, "getaddrinfo_a")},
    {.name = "gai_suspend",
     LOOKS_UP,
     .unless = {POINTS_TO_ZERO(2)},
     .because = "waits for an answer",
     .source = MANUAL(3, "getaddrinfo_a")},
    {.name = "{getnetbyname,getnetbyaddr,getnetbyname_r,getnetbyaddr_r}",
     LOOKS_UP,
     .because = "may ask a name server",
     .source = MANUAL(3, "getnetent")},
    {.name = "{getservbyname,getservbyport,getservbyname_r,getservbyport_r,getprotobyname,"
             "getprotobynumber,getprotobyname_r,getprotobynumber_r,getrpcbyname,getrpcbynumber}",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_CHEAP,
     .because = "reads a database of names, which may be a network service",
     .source = MANUAL(3, "getservent")},

    // Users and groups.
    {.name = "{getpwnam,getpwuid,getpwnam_r,getpwuid_r,getpwent,getpwent_r,getgrnam,getgrgid,"
             "getgrnam_r,getgrgid_r,getgrent,getgrent_r,getspnam,getspnam_r,getspent}",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_CHEAP,
     .because = "reads the user database, which may be a network service",
     .instead = "a worker thread that tells the loop when it is done",
     .instead_libuv = "uv_queue_work(...)",
     .instead_glib = "g_task_run_in_thread(...)",
     .source = MANUAL(3, "getpwnam")},
    {.name =
         "{initgroups,getgrouplist,innetgr,setnetgrent,getnetgrent,getlogin,getlogin_r,cuserid}",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_CHEAP,
     .because = "reads the user database, which may be a network service",
     .instead = "a worker thread that tells the loop when it is done",
     .instead_libuv = "uv_queue_work(...)",
     .instead_glib = "g_task_run_in_thread(...)",
     .source = MANUAL(3, "getgrouplist")},
    {.name = "{pam_authenticate,pam_acct_mgmt,pam_open_session,pam_close_session,pam_chauthtok,"
             "pam_setcred}",
     .effect = EFFECT_IPC,
     .tier = TIER_UNBOUNDED,
     .because = "runs modules that ask servers and persons, and sleeps after a failure",
     .instead = "a helper process or a worker thread",
     .source = MANUAL(3, "pam_authenticate")},
    {.name = "{ldap_search_ext_s,ldap_search_s,ldap_search_st,ldap_simple_bind_s,ldap_bind_s,"
             "ldap_sasl_bind_s,ldap_sasl_interactive_bind_s,ldap_modify_ext_s,ldap_add_ext_s,"
             "ldap_delete_ext_s,ldap_rename_s,ldap_compare_ext_s,ldap_start_tls_s,"
             "ldap_extended_operation_s,ldap_passwd_s,ldap_whoami_s}",
     .effect = EFFECT_DATABASE,
     .tier = TIER_UNBOUNDED,
     .because = "sends a request to the directory server and waits for the answer",
     .instead = "the form without _s and ldap_result(...) with a time-out of zero",
     .source = "https://www.openldap.org/software/man.cgi?query=ldap_search_ext"},
    {.name = "ldap_result",
     .effect = EFFECT_DATABASE,
     .tier = TIER_UNBOUNDED,
     .unless = {POINTS_TO_ZERO(3)},
     .because = "waits for an answer of the directory server",
     .instead = "ldap_result(...) with a time-out of zero",
     .source = "https://www.openldap.org/software/man.cgi?query=ldap_result"},
};

C_TABLE(c_resolver, C)
