"""The network: a small encoder, tags of pieces, and what each piece is to each cue.

The encoder is MiniLM-L6 (Wang et al. 2020) as all-MiniLM-L6-v2 has it, with two more embeddings,
for case and quotation marks. A linear layer tags pieces. The second head sees a piece and a cue
together: sum and product of their projections and an embedding of the distance between them,
then one layer more. It tells source and content of that cue, or nothing of it. A third head, of
training alone, lets each stretch choose its cue, and each cue its source: what it teaches the
encoder stays when it is left out.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from reportedly.extract.learned.labels import DISTANCES, TAGS, TIES, distances

WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536
PAIR = 192  # width of the second head
CHOICE = 256  # width of the head that is left out
CASES, QUOTES = 6, 4
FROZEN = ("word", "position", "kind")

_PARTS = (
    ("query", "attention.self.query"),
    ("key", "attention.self.key"),
    ("value", "attention.self.value"),
    ("out", "attention.output.dense"),
    ("norm1", "attention.output.LayerNorm"),
    ("up", "intermediate.dense"),
    ("down", "output.dense"),
    ("norm2", "output.LayerNorm"),
)  # fmt: skip


class Layer(nn.Module):
    """One layer of a BERT encoder."""

    def __init__(self, dropout: float = 0.0) -> None:
        super().__init__()
        self.dropout = dropout
        self.query, self.key = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.value, self.out = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        batch, length, _ = x.shape

        def parted(y: Tensor) -> Tensor:
            return y.view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)

        q, k, v = parted(self.query(x)), parted(self.key(x)), parted(self.value(x))
        if mask is None:  # as plain operators: the exporter's optimiser knows them
            weights = torch.softmax(q @ k.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5, -1)
            seen = weights @ v
        else:
            seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self._some(self.out(seen.transpose(1, 2).reshape(x.shape))))
        out: Tensor = self.norm2(x + self._some(self.down(functional.gelu(self.up(x)))))
        return out

    def _some(self, x: Tensor) -> Tensor:
        return functional.dropout(x, self.dropout, self.training)


class Network(nn.Module):
    """Encoder and both heads."""

    def __init__(self, base: Path | None = None, dropout: float = 0.0) -> None:
        super().__init__()
        self.word, self.position = nn.Embedding(30522, WIDTH), nn.Embedding(512, WIDTH)
        self.kind, self.norm = nn.Embedding(2, WIDTH), nn.LayerNorm(WIDTH, eps=1e-12)
        self.case, self.quote = nn.Embedding(CASES, WIDTH), nn.Embedding(QUOTES, WIDTH)
        nn.init.zeros_(self.case.weight)
        nn.init.zeros_(self.quote.weight)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.drop = nn.Dropout(0.1)
        self.tag = nn.Linear(WIDTH, len(TAGS))
        # Piece and cue, each to be added and to be multiplied; side by side in one layer.
        self.views = nn.Linear(WIDTH, 4 * PAIR)
        self.distance = nn.Embedding(DISTANCES, PAIR)
        nn.init.normal_(self.distance.weight, std=0.05)
        self.tie = nn.Linear(PAIR, len(TIES))
        # Stretch and cue, cue and source: a query and a key for each choice.
        self.choices = nn.Linear(WIDTH, 4 * CHOICE)
        self.nobody = nn.Parameter(torch.zeros(1))
        if base is not None:
            self._load(base)

    def _load(self, base: Path) -> None:
        weights = load_file(base)
        named = {
            "word": "embeddings.word_embeddings",
            "position": "embeddings.position_embeddings",
            "kind": "embeddings.token_type_embeddings",
            "norm": "embeddings.LayerNorm",
        }
        for n in range(LAYERS):
            named |= {
                f"layers.{n}.{ours}": f"encoder.layer.{n}.{theirs}" for ours, theirs in _PARTS
            }
        state = {
            f"{ours}.{kind}": weights[f"{theirs}.{kind}"]
            for ours, theirs in named.items()
            for kind in ("weight", "bias")
            if f"{theirs}.{kind}" in weights
        }
        missing, _ = self.load_state_dict(state, strict=False)
        unset = {name.partition(".")[0] for name in missing}
        if unset - {"case", "quote", "tag", "views", "distance", "tie", "choices", "nobody"}:
            raise ValueError(f"{base} lacks weights of the encoder: {sorted(unset)}")

    def encode(self, ids: Tensor, case: Tensor, quote: Tensor, mask: Tensor | None) -> Tensor:
        """(batch, pieces, WIDTH) for features of shape (batch, pieces)."""
        positions = self.position(torch.arange(ids.shape[1])[None])
        x = self.word(ids) + positions + self.kind.weight[0] + self.case(case) + self.quote(quote)
        x = self.norm(x)
        seen = mask[:, None, None, :] if mask is not None else None
        for layer in self.layers:
            x = layer(x, seen)
        return x

    def choose(
        self, x: Tensor, which: int, of: Sequence[tuple[int, int]], among: Sequence[tuple[int, int]]
    ) -> Tensor:
        """Scores (of, among) of one window's stretches: ``which`` 0 for cues, 1 for sources."""
        queries, keys = self.choices(x).chunk(4, -1)[2 * which : 2 * which + 2]
        asking = torch.stack([queries[a:b].mean(0) for a, b in of])
        asked = torch.stack([keys[a:b].mean(0) for a, b in among])
        scores: Tensor = asking @ asked.T / CHOICE**0.5
        return scores

    def ties(self, x: Tensor, cues: Sequence[tuple[int, int, int]]) -> Tensor:
        """(cues, pieces, TIES) for cues given as (place in the batch, first piece, end)."""
        rows, starts, ends = (np.array(column) for column in zip(*cues, strict=True))
        length = x.shape[1]
        near = torch.from_numpy(distances(starts, ends, length))
        views = self.views(x)
        added, cue_added, times, cue_times = views.chunk(4, -1)
        of = torch.from_numpy(rows)
        inside = torch.from_numpy(
            (np.arange(length)[None] >= starts[:, None]) & (np.arange(length)[None] < ends[:, None])
        ).float()
        mean = inside / inside.sum(-1, keepdim=True)

        def of_cue(view: Tensor) -> Tensor:
            return torch.einsum("kt,ktd->kd", mean, view[of])[:, None]

        hidden = added[of] + of_cue(cue_added) + times[of] * of_cue(cue_times) + self.distance(near)
        out: Tensor = self.tie(functional.relu(hidden))
        return out
