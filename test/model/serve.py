"""Runs llama.cpp's own server, out of the package `xllamacpp`, on the processor: serve.py PACKAGE WEIGHTS ALIAS PORT THREADS.

It ends with its standard input, so it never outlives the test that started it.
"""

import sys

package, weights, alias, port, threads = sys.argv[1:]
sys.path.insert(0, package)
import xllamacpp  # noqa: E402

settings = xllamacpp.CommonParams()
settings.model.path = weights
settings.model_alias = {alias}
settings.hostnames = ["127.0.0.1"]
settings.port = int(port)
settings.n_ctx = 4096
settings.n_parallel = 1
settings.n_batch = settings.n_ubatch = 128  # a small batch: an abort is heard sooner
settings.n_gpu_layers = 0
settings.cpuparams.n_threads = int(threads)
settings.endpoint_metrics = True
settings.ui = False
server = xllamacpp.Server(settings)
sys.stdin.read()
