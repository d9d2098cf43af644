"""Members as one network in 8-bit whole numbers, with what reading it needs beside it."""

import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.fusion_options import FusionOptions
from onnxruntime.transformers.optimizer import optimize_model
from torch import Tensor, nn

from reportedly.extract.learned.weights import CARD, FORMAT, HEADS, NETWORK, TOKENIZER
from training.network import HEADS as ATTENTION_HEADS
from training.network import WIDTH, Network


class Together(nn.Module):
    """Members side by side: the mean of their tags, and what each sees for the second head.

    Their word embeddings are the same, never having been trained, and are kept once.
    """

    def __init__(self, members: Sequence[Network]) -> None:
        super().__init__()
        for member in members[1:]:
            if not torch.equal(member.word.weight, members[0].word.weight):
                raise ValueError("the members do not share their word embeddings")
            member.word = members[0].word
        self.members = nn.ModuleList(members)

    def forward(self, ids: Tensor, case: Tensor, quote: Tensor) -> tuple[Tensor, Tensor]:
        seen = [member.encode(ids, case, quote, None)[0] for member in self.members]
        tags = torch.stack(
            [torch.softmax(member.tag(x), -1) for member, x in zip(self.members, seen, strict=True)]
        )
        views = torch.stack([member.views(x) for member, x in zip(self.members, seen, strict=True)])
        return torch.log(tags.mean(0).clamp_min(1e-6)), views


def export(members: Sequence[Network], tokenizer: Path, folder: Path) -> None:
    """Write network, heads and tokenizer to ``folder``. The same members give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    together = Together(members).eval()
    with tempfile.TemporaryDirectory() as scratch:
        plain, better = Path(scratch) / "plain.onnx", Path(scratch) / "better.onnx"
        _trace(together, plain)
        fusing = FusionOptions("bert")
        fusing.enable_embed_layer_norm = False
        optimised = optimize_model(
            str(plain), "bert", ATTENTION_HEADS, WIDTH, optimization_options=fusing, opt_level=0
        )
        optimised.save_model_to_file(str(better))
        quantize_dynamic(
            better,
            folder / NETWORK,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather", "Gemm"],
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
    np.savez(folder / HEADS, **_heads(members))
    shutil.copyfile(tokenizer, folder / TOKENIZER)


def _trace(together: Together, path: Path) -> None:
    length = 50
    ids = torch.randint(1000, 30000, (1, length))
    features = (ids, torch.zeros_like(ids), torch.zeros_like(ids))
    torch.onnx.export(
        together,
        features,
        str(path),
        input_names=["ids", "case", "quote"],
        output_names=["tags", "views"],
        dynamic_axes={name: {1: "pieces"} for name in ("ids", "case", "quote")}
        | {"tags": {0: "pieces"}, "views": {1: "pieces"}},
        opset_version=17,
        dynamo=False,  # what it writes is what the optimiser knows how to fuse
    )


def _heads(members: Sequence[Network]) -> dict[str, Any]:
    """The small part of the second head that works on pairs, run outside the network."""
    with torch.no_grad():
        return {
            "distance": np.stack([m.distance.weight.numpy() for m in members]),
            "tie": np.stack([m.tie.weight.T.numpy() for m in members]),
            "bias": np.stack([m.tie.bias.numpy() for m in members]),
        }


def write_card(folder: Path, card: dict[str, Any]) -> None:
    """How the weights are to be read: window, languages, biases, calibration."""
    text = json.dumps({"format": FORMAT} | card, indent=1, sort_keys=True) + "\n"
    (folder / CARD).write_text(text, encoding="utf-8")
