"""The encoder of a weight file as an ONNX graph, timed in ONNX Runtime: the yardstick for internal/encoder.

usage: onnx_twin.py READER.bin WORK_DIR [--threads 1,2] [--seconds S]

The graph uses ONNX Runtime's own fused operators (Attention, SkipLayerNormalization,
BiasGelu), so nothing is left for its optimiser to find; the int8 one is made by its
quantize_dynamic with a scale for each column, activations in bytes. Needs the
packages onnx and onnxruntime. Figures are tokens per second of wall time and, in
brackets, of processor time: compare the latter where others use the machine.
"""
from __future__ import annotations

import argparse
import os
import time

import numpy as np
import onnx
import onnxruntime as ort
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from weight_file import File

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


def clock(path: str, threads: int, shape: tuple[int, int], seconds: float, vocabulary: int) -> tuple[float, float]:
    """Tokens per second of wall time, and of processor time; the best of four."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = ort.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    ids = np.random.default_rng(1).integers(4, vocabulary, shape)
    session.run(None, {"ids": ids})
    best = (0.0, 0.0)
    for _ in range(4):
        n, wall, cpu = 0, time.perf_counter(), time.process_time()
        while time.perf_counter() - wall < seconds / 4:
            session.run(None, {"ids": ids})
            n += ids.size
        best = max(best[0], n / (time.perf_counter() - wall)), max(best[1], n / (time.process_time() - cpu))
    return best


def main() -> None:
    """Write both graphs and time them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reader")
    parser.add_argument("work")
    parser.add_argument("--threads", default="1,2")
    parser.add_argument("--seconds", type=float, default=2)
    args = parser.parse_args()
    f = File(args.reader)
    plain, small = os.path.join(args.work, "encoder-f32.onnx"), os.path.join(args.work, "encoder-int8.onnx")
    onnx.save(graph(f), plain)
    quantize_dynamic(plain, small, op_types_to_quantize=["MatMul", "Attention"], per_channel=True, weight_type=QuantType.QInt8,
                     extra_options={"DefaultTensorType": TensorProto.FLOAT})
    vocabulary = f.directory["embed.word"]["shape"][0]
    for name, path in (("f32", plain), ("int8", small)):
        for threads in map(int, args.threads.split(",")):
            for shape in SHAPES:
                wall, cpu = clock(path, threads, shape, args.seconds, vocabulary)
                print(f"{name} {threads} threads {shape[0]}x{shape[1]}: {wall:.0f} ({cpu:.0f}) tokens/s", flush=True)


if __name__ == "__main__":
    main()
