"""internal/encoder against ONNX Runtime: the same weights, batch by batch.

usage: onnx_twin.py WORK_DIR [--kernels vnni] [--rounds N] [--seconds S]

Makes an ONNX graph of the encoder of models/reader.bin, times it in ONNX Runtime,
and times BenchmarkEncoder in turn with it, round by round, so that both meet the
same machine; of each the best round counts. The graph uses ONNX Runtime's own
fused operators (Attention, SkipLayerNormalization, BiasGelu), so nothing is left
for its optimiser to find; the int8 one is made by its quantize_dynamic with a
scale for each column, activations in bytes.

Figures are tokens per second of processor time, on two cores times two, so that
others on the machine matter less; behind a stroke stands the wall's clock, which
asks for a quiet machine. With two cores, ONNX Runtime does what it does better of
two things, one batch with two threads or two batches with one thread each;
internal/encoder always does the latter. Needs Go and the packages onnx and
onnxruntime.
"""
from __future__ import annotations

import argparse
import os
import subprocess
import threading
import time

import numpy as np
import onnx
import onnxruntime as ort
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from weight_file import File

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SHAPES = [(1, 32), (1, 128), (4, 32), (8, 32), (16, 32), (4, 64), (2, 128), (1, 256)]


def graph(f: File) -> onnx.ModelProto:
    """ids [batch, time] to hidden states [batch, time, hidden]."""
    nodes, tensors = [], []

    def const(name: str, value: np.ndarray) -> str:
        tensors.append(numpy_helper.from_array(np.ascontiguousarray(value, dtype=np.int64 if value.dtype == np.int64 else np.float32), name))
        return name

    def node(op: str, inputs: list[str], output: str, domain: str = "com.microsoft", **attributes: object) -> str:
        nodes.append(helper.make_node(op, inputs, [output], name=output, domain=domain, **attributes))
        return output

    eps = f.config["epsilon"]
    node("Gather", [const("word", f.get("embed.word")), "ids"], "words", "")
    node("Shape", ["ids"], "time", "", start=1)
    node("Slice", [const("position", f.get("embed.position")), const("zero", np.array([0], np.int64)), "time"], "positions", "")
    node("Add", ["words", "positions"], "sum", "")
    x = node("LayerNormalization", ["sum", const("ng", f.get("embed.norm.w")), const("nb", f.get("embed.norm.b"))], "x", "", epsilon=eps)
    for i in range(f.config["layers"]):
        p = f"layer.{i}"
        w = np.concatenate([f.get(f"{p}.{n}.w").T for n in "qkv"], 1)
        b = np.concatenate([f.get(f"{p}.{n}.b") for n in "qkv"])
        a = node("Attention", [x, const(p + ".qkv.w", w), const(p + ".qkv.b", b)], p + ".attention", num_heads=f.config["heads"])

        def product(x: str, name: str) -> str:
            return node("MatMul", [x, const(name + ".wt", f.get(name + ".w").T)], name + ".product", "")

        def norm(x: str, skip: str, name: str, bias: str) -> str:
            return node("SkipLayerNormalization", [x, skip, const(name + ".g", f.get(name + ".w")), const(name + ".beta", f.get(name + ".b")),
                                                   const(bias + ".bias", f.get(bias + ".b"))], name, epsilon=eps)

        x = norm(product(a, p + ".o"), x, p + ".norm1", p + ".o")
        g = node("BiasGelu", [product(x, p + ".up"), const(p + ".up.bias", f.get(p + ".up.b"))], p + ".gelu")
        x = norm(product(g, p + ".down"), x, p + ".norm2", p + ".down")
    made = helper.make_graph(nodes, "encoder", [helper.make_tensor_value_info("ids", TensorProto.INT64, ["batch", "length"])],
                             [helper.make_tensor_value_info(x, TensorProto.FLOAT, ["batch", "length", f.config["hidden"]])], tensors)
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)])
    model.ir_version = 10
    return model


class Twin:
    """A graph, ready to be timed."""

    def __init__(self, path: str, vocabulary: int) -> None:
        self.one, self.two = self.session(path, 1), self.session(path, 2)
        self.vocabulary = vocabulary

    @staticmethod
    def session(path: str, threads: int) -> ort.InferenceSession:
        """A session that does not spin: that would take processor time from whoever else runs."""
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        return ort.InferenceSession(path, options, providers=["CPUExecutionProvider"])

    def run(self, session: ort.InferenceSession, workers: int, shape: tuple[int, int], seconds: float) -> tuple[float, float]:
        """Tokens per second of wall time and of processor time."""
        ids = np.random.default_rng(1).integers(4, self.vocabulary, shape)
        session.run(None, {"ids": ids})
        counts = [0] * workers
        wall, cpu = time.perf_counter(), time.process_time()

        def work(i: int) -> None:
            while time.perf_counter() - wall < seconds:
                session.run(None, {"ids": ids})
                counts[i] += ids.size

        threads = [threading.Thread(target=work, args=(i,)) for i in range(workers)]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        return sum(counts) / (time.perf_counter() - wall), sum(counts) / (time.process_time() - cpu)

    def time(self, cores: int, shape: tuple[int, int], seconds: float) -> np.ndarray:
        """Tokens per second of wall time and, times cores, of processor time; the better of the ways to use the cores."""
        ways = [(self.one, 1)] if cores == 1 else [(self.two, 1), (self.one, 2)]
        return np.max([self.run(session, workers, shape, seconds) for session, workers in ways], 0) * (1, cores)


class Ours:
    """The benchmark of internal/encoder, ready to be run."""

    def __init__(self, work: str, kernels: str) -> None:
        self.binary, self.kernels = os.path.join(os.path.abspath(work), "encoder.test"), kernels
        subprocess.run(["go", "test", "-c", "-o", self.binary, "./internal/encoder"], cwd=ROOT, check=True)

    def time(self, cores: int, shape: tuple[int, int], seconds: float) -> np.ndarray:
        """Tokens per second of wall time and, times cores, of processor time."""
        out = subprocess.run([self.binary, "-test.run", "^$", "-test.bench", f"^BenchmarkEncoder$/^{self.kernels}$/^{shape[0]}x{shape[1]}$",
                              "-test.cpu", str(cores), "-test.benchtime", f"{seconds}s"], capture_output=True, text=True, check=True).stdout
        lines = [line.split() for line in out.splitlines() if line.startswith("BenchmarkEncoder/")]
        if len(lines) != 1:
            raise SystemExit(f"this machine has no kernels {self.kernels!r}:\n{out}")
        return np.array([float(lines[0][lines[0].index(unit) - 1]) for unit in ("tokens/s", "tokens/cpu-s")]) * (1, cores)


def main() -> None:
    """Write both graphs and time all three."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work")
    parser.add_argument("--kernels", default="vnni")
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=0.4)
    args = parser.parse_args()
    f = File(os.path.join(ROOT, "models", "reader.bin"))
    plain, small = os.path.join(args.work, "encoder-f32.onnx"), os.path.join(args.work, "encoder-int8.onnx")
    onnx.save(graph(f), plain)
    quantize_dynamic(plain, small, op_types_to_quantize=["MatMul", "Attention"], per_channel=True, weight_type=QuantType.QInt8,
                     extra_options={"DefaultTensorType": TensorProto.FLOAT})
    vocabulary = f.directory["embed.word"]["shape"][0]
    runners = {"f32": Twin(plain, vocabulary), "int8": Twin(small, vocabulary), "ours": Ours(args.work, args.kernels)}
    print("| cores | batch | ONNX Runtime, float32 | ONNX Runtime, int8 | ours | ours / int8 |\n| --- | --- | --- | --- | --- | --- |")
    for cores in (1, 2):
        for shape in SHAPES:
            best = {name: np.zeros(2) for name in runners}
            for _ in range(args.rounds):
                for name, runner in runners.items():
                    best[name] = np.maximum(best[name], runner.time(cores, shape, args.seconds))
            cells = [f"{cpu:,.0f} / {wall:,.0f}" for wall, cpu in best.values()]
            wall, cpu = best["ours"] / best["int8"]
            print(f"| {cores} | {shape[0]}×{shape[1]} | " + " | ".join(cells) + f" | {cpu:.2f} / {wall:.2f} |", flush=True)


if __name__ == "__main__":
    main()
