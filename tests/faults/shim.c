// Makes the n-th write to a library fail, or kills the process there. Loaded before the C library (LD_PRELOAD), because
// DuckDB writes natively. `arm(n, error)` counts from now on; an error of 0 kills. `calls()` tells how many there were.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long seen, at;
static atomic_int code, armed;

void arm(long n, int error) { seen = 0; at = n; code = error; armed = 1; }
long calls(void) { return seen; }

static int library(int fd) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return strstr(path, ".duckdb") != NULL;
}

// Once it has failed a disk goes on failing: what is not written now is not written in the next call either.
static int fails(int fd) {
  if (!armed || !library(fd)) return 0;
  long now = ++seen;
  if (at == 0 || now < at) return 0;
  if (code == 0) { kill(getpid(), SIGKILL); pause(); }
  if (code == EIO && now > at) return 0;
  errno = code;
  return 1;
}

#define REAL(name, ...) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))(__VA_ARGS__)
ssize_t write(int fd, const void *b, size_t n) { return fails(fd) ? -1 : REAL(write, fd, b, n); }
ssize_t pwrite(int fd, const void *b, size_t n, off_t o) { return fails(fd) ? -1 : REAL(pwrite, fd, b, n, o); }
ssize_t pwrite64(int fd, const void *b, size_t n, off64_t o) { return fails(fd) ? -1 : REAL(pwrite64, fd, b, n, o); }
int fsync(int fd) { return fails(fd) ? -1 : REAL(fsync, fd); }
int fdatasync(int fd) { return fails(fd) ? -1 : REAL(fdatasync, fd); }
int ftruncate(int fd, off_t n) { return fails(fd) ? -1 : REAL(ftruncate, fd, n); }
int ftruncate64(int fd, off64_t n) { return fails(fd) ? -1 : REAL(ftruncate64, fd, n); }
