// WebSocket (RFC 6455): the handshake, and frames of one piece up to 1 KiB.
#include "runtime/core.h"

#include <string.h>

// ---- SHA-1 and base64, which the handshake asks for ---------------------------------------------

static uint32_t rotate(uint32_t x, unsigned n) {
  return x << n | x >> (32 - n);
}

static void sha1_block(uint32_t state[5], const unsigned char block[64]) {
  uint32_t w[80], a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
  for (int i = 0; i < 80; i++) {
    if (i < 16) {
      w[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 |
             (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
    } else {
      w[i] = rotate(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    }
    uint32_t f = i < 20   ? ((b & c) | (~b & d)) + 0x5A827999
                 : i < 40 ? (b ^ c ^ d) + 0x6ED9EBA1
                 : i < 60 ? ((b & c) | (b & d) | (c & d)) + 0x8F1BBCDC
                          : (b ^ c ^ d) + 0xCA62C1D6;
    uint32_t next = rotate(a, 5) + f + e + w[i];
    e = d, d = c, c = rotate(b, 30), b = a, a = next;
  }
  state[0] += a, state[1] += b, state[2] += c, state[3] += d, state[4] += e;
}

// Of a text below 120 bytes: two blocks hold it with its length.
static void sha1(const char *text, unsigned char out[20]) {
  uint32_t state[5] = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
  unsigned char blocks[128] = {0};
  size_t size = strlen(text), end = size < 56 ? 64 : 128;
  memcpy(blocks, text, size);
  blocks[size] = 0x80;
  blocks[end - 2] = (unsigned char)(size * 8 >> 8);
  blocks[end - 1] = (unsigned char)(size * 8);
  for (size_t at = 0; at < end; at += 64)
    sha1_block(state, blocks + at);
  for (size_t i = 0; i < 20; i++)
    out[i] = (unsigned char)(state[i / 4] >> (24 - 8 * (i % 4)));
}

static void base64(const unsigned char *bytes, size_t size, char *out) {
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (size_t at = 0; at < size; at += 3) {
    uint32_t group = (uint32_t)bytes[at] << 16;
    if (at + 1 < size) group |= (uint32_t)bytes[at + 1] << 8;
    if (at + 2 < size) group |= bytes[at + 2];
    *out++ = digits[group >> 18];
    *out++ = digits[group >> 12 & 63];
    *out++ = at + 1 < size ? digits[group >> 6 & 63] : '=';
    *out++ = at + 2 < size ? digits[group & 63] : '=';
  }
  *out = '\0';
}

static void answer_to(const char *key, char out[32]) {
  char text[120];
  unsigned char digest[20];
  snprintf(text, sizeof text, "%.60s258EAFA5-E914-47DA-95CA-C5AB0DC85B11", key);
  sha1(text, digest);
  base64(digest, sizeof digest, out);
}

// ---- The handshake -----------------------------------------------------------------------------

Status websocket_accept(Stream *stream, const HttpRequest *request) {
  if (!request->socket_key[0]) return FAIL(STATUS_INVALID, "no WebSocket key");
  char answer[32];
  answer_to(request->socket_key, answer);
  return stream_print(stream,
                      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                      "Connection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n",
                      answer);
}

static Status greet(Stream *stream, const char *path) {
  static const char key[] = "bm9zdGFsbC1leGFtcGxlIQ==";
  TRY(stream_print(
      stream,
      "GET %s HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
      "Connection: Upgrade\r\nSec-WebSocket-Key: %s\r\nSec-WebSocket-Version: 13\r\n\r\n",
      path, key));
  char answer[32], wanted[80];
  answer_to(key, answer);
  snprintf(wanted, sizeof wanted, "Sec-WebSocket-Accept: %s", answer);
  bool accepted = false;
  for (const char *line = "x"; *line;) {
    TRY(stream_read_line(stream, &line));
    accepted |= !strcmp(line, wanted);
  }
  return accepted ? STATUS_OK : FAIL(STATUS_INVALID, "the WebSocket was refused");
}

Status websocket_connect(const char *host, int port, const char *path, Stream **out) {
  TRY(stream_connect(host, port, out));
  Status status = greet(*out, path);
  if (status) stream_close(*out);
  return status;
}

// ---- Frames ------------------------------------------------------------------------------------

Status websocket_send(Stream *stream, const SocketMessage *message, bool masked) {
  unsigned char frame[8 + sizeof message->text];
  size_t at = 0, size = message->size;
  if (size > sizeof message->text) return FAIL(STATUS_FULL, "a message of %zu bytes", size);
  unsigned char mask_bit = masked ? 0x80 : 0;
  frame[at++] = (unsigned char)(0x80 | message->kind);
  if (size < 126) {
    frame[at++] = (unsigned char)(mask_bit | size);
  } else {
    frame[at++] = mask_bit | 126;
    frame[at++] = (unsigned char)(size >> 8);
    frame[at++] = (unsigned char)size;
  }
  // The mask only keeps proxies from misreading; a fixed one keeps runs the same.
  static const unsigned char mask[4] = {0x12, 0x34, 0x56, 0x78};
  if (masked) {
    memcpy(frame + at, mask, sizeof mask);
    at += sizeof mask;
  }
  for (size_t i = 0; i < size; i++) {
    frame[at + i] = (unsigned char)message->text[i] ^ (masked ? mask[i % 4] : 0);
  }
  TRY(stream_write(stream, frame, at + size));
  return stream_drain(stream);
}

Status websocket_receive(Stream *stream, SocketMessage *out) {
  unsigned char head[2], mask[4] = {0}, length[2];
  TRY(stream_read_all(stream, head, sizeof head));
  size_t size = head[1] & 0x7F;
  if (size == 126) {
    TRY(stream_read_all(stream, length, sizeof length));
    size = (size_t)length[0] << 8 | length[1];
  }
  if (size >= sizeof out->text) return FAIL(STATUS_FULL, "a frame of %zu bytes", size);
  if (head[1] & 0x80) TRY(stream_read_all(stream, mask, sizeof mask));
  TRY(stream_read_all(stream, out->text, size));
  for (size_t i = 0; i < size; i++)
    out->text[i] = (char)(out->text[i] ^ mask[i % 4]);
  out->text[size] = '\0';
  out->size = size;
  switch (head[0] & 0x0F) {
  case SOCKET_TEXT:
    out->kind = SOCKET_TEXT;
    return STATUS_OK;
  case SOCKET_CLOSE:
    out->kind = SOCKET_CLOSE;
    return STATUS_OK;
  case SOCKET_PING:
    out->kind = SOCKET_PING;
    return STATUS_OK;
  case SOCKET_PONG:
    out->kind = SOCKET_PONG;
    return STATUS_OK;
  default:
    return FAIL(STATUS_INVALID, "a frame of kind %d", head[0] & 0x0F);
  }
}
