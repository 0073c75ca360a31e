// Package download brings one file from the network to a folder.
//
// A transfer is given up when the server stays silent for too long, when it sends more than was asked for, or
// when the bytes do not have the expected SHA-256. The file appears under its name only when it is complete and
// verified: until then it grows under another name beside its place.
//
// File is for what comes in seconds, and begins anew each time; Bytes does the same into memory. Large is for what takes minutes: it keeps what
// came, goes on from there after a pause or a broken connection, and asks several places in turn.
//
// Proxies are those of the environment variables HTTP_PROXY, HTTPS_PROXY and NO_PROXY.
package download
