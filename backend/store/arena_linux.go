package store

// The C library gives each thread a pool of its own, and takes nothing from one
// for another: pages that a connection let go stayed with the process while the
// next one, on other threads, took new ones. SQLite is nearly all that is C here
// and takes one lock for each piece of memory anyway, so one pool is as quick. It
// must be said before any thread begins.

/*
#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
__attribute__((constructor)) static void one_pool(void) { mallopt(M_ARENA_MAX, 1); }
#endif
*/
import "C"
