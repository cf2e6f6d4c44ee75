/*
 * The stream cipher of CCcam, compiled. The pure form, which says what it
 * does, is PureCipher in cipher.py; both give the same bytes.
 *
 * Stable ABI of Python 3.11: one build serves every later Python.
 */

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <stdint.h>
#include <string.h>

typedef struct {
    uint8_t table[256];
    uint8_t state;
    uint8_t counter;
    uint8_t sum;
} stream;

typedef struct {
    PyObject_HEAD
    stream stream;
} CipherObject;

static void
stream_init(stream *s, const uint8_t *key, Py_ssize_t size)
{
    uint8_t j = 0;

    for (int i = 0; i < 256; i++) {
        s->table[i] = (uint8_t)i;
    }
    for (int i = 0; i < 256; i++) {
        uint8_t moved = s->table[i];

        j = (uint8_t)(j + key[i % size] + moved);
        s->table[i] = s->table[j];
        s->table[j] = moved;
    }
    s->state = key[0];
    s->counter = 0;
    s->sum = 0;
}

/* Both directions: they differ in which of the two bytes is the plaintext. */
static void
stream_run(stream *s, const uint8_t *in, uint8_t *out, Py_ssize_t size,
           int encrypting)
{
    uint8_t *table = s->table;
    uint8_t state = s->state;
    uint8_t counter = s->counter;
    uint8_t sum = s->sum;

    for (Py_ssize_t i = 0; i < size; i++) {
        uint8_t one, other, byte;

        counter = (uint8_t)(counter + 1);
        one = table[counter];
        sum = (uint8_t)(sum + one);
        other = table[sum];
        table[counter] = other;
        table[sum] = one;
        byte = (uint8_t)(in[i] ^ table[(uint8_t)(one + other)] ^ state);
        state ^= encrypting ? in[i] : byte;
        out[i] = byte;
    }
    s->state = state;
    s->counter = counter;
    s->sum = sum;
}

static CipherObject *
cipher_alloc(PyTypeObject *type)
{
    allocfunc alloc = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);

    return (CipherObject *)alloc(type, 0);
}

static PyObject *
cipher_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"key", NULL};
    Py_buffer key;
    CipherObject *self;

    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "y*:Cipher", names, &key)) {
        return NULL;
    }
    if (key.len == 0) {
        PyBuffer_Release(&key);
        PyErr_SetString(PyExc_ValueError, "the key of the cipher is empty");
        return NULL;
    }
    self = cipher_alloc(type);
    if (self != NULL) {
        stream_init(&self->stream, key.buf, key.len);
    }
    PyBuffer_Release(&key);
    return (PyObject *)self;
}

static void
cipher_dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    freefunc release = (freefunc)PyType_GetSlot(type, Py_tp_free);

    release(self);
    Py_DECREF(type); /* an instance of a heap type holds its type */
}

static PyObject *
cipher_run(PyObject *self, PyObject *data, int encrypting)
{
    Py_buffer in;
    PyObject *out;

    if (PyObject_GetBuffer(data, &in, PyBUF_SIMPLE) < 0) {
        return NULL;
    }
    out = PyBytes_FromStringAndSize(NULL, in.len);
    if (out != NULL) {
        char *place = PyBytes_AsString(out);

        if (place == NULL) {
            Py_CLEAR(out);
        }
        else {
            stream_run(&((CipherObject *)self)->stream, in.buf,
                       (uint8_t *)place, in.len, encrypting);
        }
    }
    PyBuffer_Release(&in);
    return out;
}

static PyObject *
cipher_encrypt(PyObject *self, PyObject *data)
{
    return cipher_run(self, data, 1);
}

static PyObject *
cipher_decrypt(PyObject *self, PyObject *data)
{
    return cipher_run(self, data, 0);
}

static PyObject *
cipher_copy(PyObject *self, PyObject *Py_UNUSED(nothing))
{
    CipherObject *other = cipher_alloc(Py_TYPE(self));

    if (other != NULL) {
        memcpy(&other->stream, &((CipherObject *)self)->stream, sizeof(stream));
    }
    return (PyObject *)other;
}

static PyMethodDef cipher_methods[] = {
    {"encrypt", cipher_encrypt, METH_O,
     PyDoc_STR("Encrypt the next bytes of the stream.")},
    {"decrypt", cipher_decrypt, METH_O,
     PyDoc_STR("Decrypt the next bytes of the stream.")},
    {"copy", cipher_copy, METH_NOARGS,
     PyDoc_STR("Return a second cipher in the same state.")},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot cipher_slots[] = {
    {Py_tp_new, cipher_new},
    {Py_tp_dealloc, cipher_dealloc},
    {Py_tp_methods, cipher_methods},
    {Py_tp_doc, (void *)PyDoc_STR("One direction of a CCcam connection.")},
    {0, NULL},
};

static PyType_Spec cipher_spec = {
    .name = "hearth.wire.cccam._cipher.Cipher",
    .basicsize = sizeof(CipherObject),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = cipher_slots,
};

static int
module_exec(PyObject *module)
{
    PyObject *type = PyType_FromModuleAndSpec(module, &cipher_spec, NULL);
    int result;

    if (type == NULL) {
        return -1;
    }
    result = PyModule_AddType(module, (PyTypeObject *)type);
    Py_DECREF(type);
    return result;
}

static PyModuleDef_Slot module_slots[] = {
    {Py_mod_exec, module_exec},
    {0, NULL},
};

static struct PyModuleDef module_def = {
    PyModuleDef_HEAD_INIT,
    .m_name = "_cipher",
    .m_doc = PyDoc_STR("The stream cipher of CCcam, compiled."),
    .m_size = 0,
    .m_slots = module_slots,
};

PyMODINIT_FUNC
PyInit__cipher(void)
{
    return PyModuleDef_Init(&module_def);
}
