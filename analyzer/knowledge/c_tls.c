// TLS and cryptography: OpenSSL, GnuTLS, mbed TLS, libsodium, Argon2, bcrypt. A handshake waits
// when the descriptor below does; what is slow on purpose is slow on any descriptor.
#include "knowledge/c_tables.h"

#define OPENSSL(page) "https://docs.openssl.org/3.0/man3/" page "/"
#define GNUTLS        "https://www.gnutls.org/manual/gnutls.html"

// By default not reported: nearly all programs use non-blocking descriptors or memory here.
#define FOLLOWS_DESCRIPTOR                                                                         \
  .effect = EFFECT_NETWORK, .tier = TIER_CHEAP,                                                    \
  .because = "waits for the other side when the descriptor is in blocking mode"

static const KnowledgeEntry entries[] = {
    // OpenSSL.
    {.name = "{SSL_connect,SSL_accept,SSL_do_handshake,SSL_read,SSL_read_ex,SSL_write,SSL_write_ex,"
             "SSL_peek,SSL_peek_ex,SSL_shutdown,SSL_renegotiate,SSL_sendfile}",
     FOLLOWS_DESCRIPTOR,
     .instead_libevent = "bufferevent_openssl_socket_new(...)",
     .instead_glib = "g_tls_connection_handshake_async(...)",
     .source = OPENSSL("SSL_do_handshake")},
    {.name = "{BIO_do_connect,BIO_do_accept,BIO_do_handshake,BIO_read,BIO_read_ex,BIO_write,"
             "BIO_write_ex,BIO_gets,BIO_puts}",
     FOLLOWS_DESCRIPTOR,
     .source = OPENSSL("BIO_read")},
    {.name = "{OCSP_sendreq_bio,OSSL_HTTP_get,OSSL_HTTP_transfer,BIO_lookup,BIO_lookup_ex,"
             "X509_load_http,X509_CRL_load_http}",
     .effect = EFFECT_NETWORK,
     .tier = TIER_UNBOUNDED,
     .because = "asks a server and waits for the answer",
     .instead = "OCSP_sendreq_nbio(...)",
     .source = OPENSSL("OCSP_sendreq_new")},
    {.name = "{SSL_CTX_load_verify_locations,SSL_CTX_load_verify_file,SSL_CTX_load_verify_dir,"
             "SSL_CTX_set_default_verify_paths,SSL_CTX_use_certificate_file,"
             "SSL_CTX_use_certificate_chain_file,SSL_CTX_use_PrivateKey_file,"
             "SSL_CTX_use_RSAPrivateKey_file,SSL_use_certificate_file,SSL_use_PrivateKey_file,"
             "SSL_use_certificate_chain_file,SSL_load_client_CA_file,"
             "SSL_add_file_cert_subjects_to_stack,SSL_add_dir_cert_subjects_to_stack,"
             "X509_LOOKUP_load_file,X509_load_cert_file,X509_load_crl_file,"
             "X509_STORE_load_locations,X509_STORE_set_default_paths,OPENSSL_config,"
             "CONF_modules_load_file,NCONF_load,OSSL_PROVIDER_load,RAND_load_file}",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_BULK,
     .because = "reads certificates, keys or configuration from files",
     .source = OPENSSL("SSL_CTX_load_verify_locations")},
    {.name = "PEM_read_{PrivateKey,PUBKEY,X509,X509_AUX,X509_CRL,X509_REQ,DHparams,RSAPrivateKey,"
             "RSAPublicKey,RSA_PUBKEY,ECPrivateKey,PKCS7}",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_BULK,
     .because = "reads a key or certificate from a file",
     .source = OPENSSL("PEM_read_bio_PrivateKey")},
    {.name = "{RSA_generate_key,RSA_generate_key_ex,EVP_PKEY_keygen,EVP_PKEY_generate,"
             "EVP_PKEY_Q_keygen,EVP_RSA_gen,EVP_PKEY_paramgen,DH_generate_parameters,"
             "DH_generate_parameters_ex,DSA_generate_parameters_ex,BN_generate_prime,"
             "BN_generate_prime_ex,BN_generate_prime_ex2,BN_check_prime,BN_is_prime_ex}",
     .effect = EFFECT_CPU,
     .tier = TIER_BULK,
     .because = "looks for large primes, which takes up to seconds",
     .source = OPENSSL("EVP_PKEY_keygen")},
    {.name = "{PKCS5_PBKDF2_HMAC,PKCS5_PBKDF2_HMAC_SHA1,EVP_PBE_scrypt,EVP_PBE_scrypt_ex,"
             "PKCS12_parse,PKCS12_create}",
     .effect = EFFECT_CPU,
     .tier = TIER_BULK,
     .because = "derives a key from a password, which is meant to take long",
     .source = OPENSSL("PKCS5_PBKDF2_HMAC")},

    // GnuTLS.
    {.name = "{gnutls_handshake,gnutls_rehandshake,gnutls_record_recv,gnutls_record_send,"
             "gnutls_bye,gnutls_record_send_file}",
     FOLLOWS_DESCRIPTOR,
     .source = GNUTLS},
    {.name = "{gnutls_certificate_set_x509_trust_file,gnutls_certificate_set_x509_trust_dir,"
             "gnutls_certificate_set_x509_crl_file,gnutls_certificate_set_x509_key_file,"
             "gnutls_certificate_set_x509_key_file2,gnutls_certificate_set_x509_system_trust,"
             "gnutls_certificate_set_x509_simple_pkcs12_file,gnutls_load_file,"
             "gnutls_x509_trust_list_add_trust_file,gnutls_psk_set_server_credentials_file}",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_BULK,
     .because = "reads certificates or keys from files",
     .source = GNUTLS},
    {.name = "{gnutls_x509_privkey_generate,gnutls_x509_privkey_generate2,gnutls_privkey_generate,"
             "gnutls_privkey_generate2,gnutls_dh_params_generate2}",
     .effect = EFFECT_CPU,
     .tier = TIER_BULK,
     .because = "looks for large primes, which takes up to seconds",
     .source = GNUTLS},
    {.name = "gnutls_pbkdf2",
     .effect = EFFECT_CPU,
     .tier = TIER_BULK,
     .because = "derives a key from a password, which is meant to take long",
     .source = GNUTLS},

    // mbed TLS.
    {.name = "mbedtls_ssl_{handshake,read,write,close_notify}",
     FOLLOWS_DESCRIPTOR,
     .source = "https://mbed-tls.readthedocs.io/projects/api/en/development/api/file/ssl_8h/"},
    {.name = "mbedtls_net_connect",
     .effect = EFFECT_NETWORK,
     .tier = TIER_UNBOUNDED,
     .because = "looks up the host, connects and waits",
     .source = "https://mbed-tls.readthedocs.io/projects/api/en/development/api/file/"
               "net__sockets_8h/"},
    {.name = "mbedtls_net_accept",
     .effect = EFFECT_NETWORK,
     .tier = TIER_CHEAP,
     .because = "waits for a connection when the descriptor is in blocking mode",
     .source = "https://mbed-tls.readthedocs.io/projects/api/en/development/api/file/"
               "net__sockets_8h/"},
    {.name = "{mbedtls_x509_crt_parse_file,mbedtls_x509_crt_parse_path,mbedtls_pk_parse_keyfile}",
     .effect = EFFECT_FILE_IO,
     .tier = TIER_BULK,
     .because = "reads certificates or keys from files",
     .source =
         "https://mbed-tls.readthedocs.io/projects/api/en/development/api/file/x509__crt_8h/"},
    {.name = "{mbedtls_rsa_gen_key,mbedtls_mpi_gen_prime}",
     .effect = EFFECT_CPU,
     .tier = TIER_BULK,
     .because = "looks for large primes, which takes up to seconds",
     .source = "https://mbed-tls.readthedocs.io/projects/api/en/development/api/file/rsa_8h/"},

    // Passwords.
    {.name = "{argon2_hash,argon2_verify,argon2_ctx,argon2i_hash_encoded,argon2i_hash_raw,"
             "argon2d_hash_encoded,argon2d_hash_raw,argon2id_hash_encoded,argon2id_hash_raw,"
             "argon2i_verify,argon2d_verify,argon2id_verify}",
     .effect = EFFECT_CPU,
     .tier = TIER_BULK,
     .because = "hashes a password, which is meant to take long",
     .source = "https://github.com/P-H-C/phc-winner-argon2/blob/20190702/include/argon2.h"},
    {.name = "{crypto_pwhash,crypto_pwhash_str,crypto_pwhash_str_verify,"
             "crypto_pwhash_scryptsalsa208sha256}",
     .effect = EFFECT_CPU,
     .tier = TIER_BULK,
     .because = "hashes a password, which is meant to take long",
     .source = "https://doc.libsodium.org/password_hashing/default_phf"},
    {.name = "{bcrypt_hashpw,bcrypt_checkpw,bcrypt_hash,bcrypt_pbkdf,bcrypt_checkpass,"
             "bcrypt_newhash,crypt_checkpass,crypt_newhash}",
     .effect = EFFECT_CPU,
     .tier = TIER_BULK,
     .because = "hashes a password, which is meant to take long",
     .source = "https://man.openbsd.org/bcrypt_checkpass.3"},
    {.name = "{gcry_pk_genkey,gcry_prime_generate,gcry_kdf_derive}",
     .effect = EFFECT_CPU,
     .tier = TIER_BULK,
     .because = "makes a key, which takes up to seconds",
     .source = "https://www.gnupg.org/documentation/manuals/gcrypt/"},
};

C_TABLE(c_tls, C)
