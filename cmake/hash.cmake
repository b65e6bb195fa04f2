# Writes the SHA-256 of FILE in Base64, as a Content-Security-Policy names it, to OUT.
cmake_minimum_required(VERSION 3.25)

file(SHA256 ${FILE} digits)
set(letters "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
string(APPEND digits "00") # three digits make two letters; the last of those is padding
set(text "")
foreach(at RANGE 0 63 3)
  string(SUBSTRING ${digits} ${at} 3 three)
  math(EXPR high "0x${three} / 64")
  math(EXPR low "0x${three} % 64")
  string(SUBSTRING ${letters} ${high} 1 high)
  string(SUBSTRING ${letters} ${low} 1 low)
  string(APPEND text ${high}${low})
endforeach()
string(REGEX REPLACE "A$" "=" text ${text})
file(WRITE ${OUT} ${text})
