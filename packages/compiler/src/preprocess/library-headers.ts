// Headers of C's library that other headers include out of habit, as text: memory, strings, files, assertions.
// Rule: what declarations and inline bodies of a header name: the types, the constants on which libraries agree, and
// the functions in common use. FILE is never complete, as in musl. They are found as builtin-headers.ts says.

/** C11 7.2. It may be included again, with another NDEBUG. */
const ASSERT = `
#undef assert
#define assert(condition) ((void)0)
#undef static_assert
#define static_assert _Static_assert
`;

/** C11 7.24. */
const STRING = `
#ifndef _STRING_H
#define _STRING_H
#define __need_size_t
#define __need_NULL
#include <stddef.h>
void *memcpy(void *to, const void *from, size_t size);
void *memmove(void *to, const void *from, size_t size);
void *memset(void *to, int byte, size_t size);
void *memchr(const void *in, int byte, size_t size);
int memcmp(const void *a, const void *b, size_t size);
size_t strlen(const char *text);
char *strcpy(char *to, const char *from);
char *strncpy(char *to, const char *from, size_t size);
char *strcat(char *to, const char *from);
char *strncat(char *to, const char *from, size_t size);
int strcmp(const char *a, const char *b);
int strncmp(const char *a, const char *b, size_t size);
char *strchr(const char *in, int character);
char *strrchr(const char *in, int character);
char *strstr(const char *in, const char *text);
char *strtok(char *text, const char *separators);
char *strdup(const char *text);
char *strerror(int error);
#endif
`;

/** C11 7.22. */
const STDLIB = `
#ifndef _STDLIB_H
#define _STDLIB_H
#define __need_size_t
#define __need_wchar_t
#define __need_NULL
#include <stddef.h>
#define EXIT_SUCCESS 0
#define EXIT_FAILURE 1
#define RAND_MAX 2147483647
typedef struct { int quot, rem; } div_t;
typedef struct { long quot, rem; } ldiv_t;
typedef struct { long long quot, rem; } lldiv_t;
void *malloc(size_t size);
void *calloc(size_t count, size_t size);
void *realloc(void *from, size_t size);
void *aligned_alloc(size_t alignment, size_t size);
void free(void *memory);
_Noreturn void abort(void);
_Noreturn void exit(int status);
int atexit(void (*function)(void));
char *getenv(const char *name);
int atoi(const char *text);
long atol(const char *text);
long strtol(const char *text, char **end, int base);
unsigned long strtoul(const char *text, char **end, int base);
long long strtoll(const char *text, char **end, int base);
unsigned long long strtoull(const char *text, char **end, int base);
double strtod(const char *text, char **end);
int rand(void);
void srand(unsigned seed);
int abs(int value);
long labs(long value);
long long llabs(long long value);
div_t div(int numerator, int denominator);
ldiv_t ldiv(long numerator, long denominator);
lldiv_t lldiv(long long numerator, long long denominator);
void qsort(void *base, size_t count, size_t size, int (*compare)(const void *, const void *));
void *bsearch(const void *key, const void *base, size_t count, size_t size, int (*compare)(const void *, const void *));
#endif
`;

/** C11 7.21. */
const STDIO = `
#ifndef _STDIO_H
#define _STDIO_H
#define __need_size_t
#define __need_NULL
#include <stddef.h>
#define __need___va_list
#include <stdarg.h>
#define EOF (-1)
#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2
typedef struct _IO_FILE FILE;
extern FILE *stdin, *stdout, *stderr;
#define stdin stdin
#define stdout stdout
#define stderr stderr
FILE *fopen(const char *name, const char *mode);
int fclose(FILE *file);
int fflush(FILE *file);
int feof(FILE *file);
int ferror(FILE *file);
size_t fread(void *to, size_t size, size_t count, FILE *file);
size_t fwrite(const void *from, size_t size, size_t count, FILE *file);
int fseek(FILE *file, long offset, int from);
long ftell(FILE *file);
int fgetc(FILE *file);
char *fgets(char *to, int size, FILE *file);
int fputc(int character, FILE *file);
int fputs(const char *text, FILE *file);
int putchar(int character);
int puts(const char *text);
void perror(const char *text);
int printf(const char *format, ...);
int fprintf(FILE *file, const char *format, ...);
int sprintf(char *to, const char *format, ...);
int snprintf(char *to, size_t size, const char *format, ...);
int vprintf(const char *format, __gnuc_va_list list);
int vfprintf(FILE *file, const char *format, __gnuc_va_list list);
int vsnprintf(char *to, size_t size, const char *format, __gnuc_va_list list);
int sscanf(const char *from, const char *format, ...);
#endif
`;

export const LIBRARY_HEADERS: Readonly<Record<string, string>> = {
  'assert.h': ASSERT,
  'stdio.h': STDIO,
  'stdlib.h': STDLIB,
  'string.h': STRING,
};
