"""How the matrices of a spaCy pipeline are multiplied: by numpy's library, on one thread.

spaCy uses blis, which on processors with AVX-512 is three times as slow as the OpenBLAS that numpy
brings. One thread is what blis takes too; more would only spin beside matrices as small as these.
"""

from functools import lru_cache
from typing import Any

from spacy.language import Language
from spacy.pipeline import TrainablePipe
from thinc.api import NumpyOps
from threadpoolctl import ThreadpoolController


class OneThreadOps(NumpyOps):  # type: ignore[misc]  # compiled, without types
    """Arrays on a CPU, as spaCy has them, but for the library that multiplies."""

    def __init__(self) -> None:
        super().__init__(use_blis=False)

    def gemm(self, *args: Any, **kwargs: Any) -> Any:
        """Return the product of two matrices, as thinc's operation of that name."""
        with _libraries().limit(limits=1, user_api="blas"):
            return super().gemm(*args, **kwargs)


@lru_cache(maxsize=1)
def _libraries() -> ThreadpoolController:
    return ThreadpoolController()


def multiply_by_numpy(nlp: Language) -> None:
    """Let this pipeline's matrices be multiplied so; others of the process are left as they are."""
    ops = OneThreadOps()
    models = (pipe.model for _, pipe in nlp.pipeline if isinstance(pipe, TrainablePipe))
    for node in (node for model in models for node in model.walk()):
        if type(node.ops) is NumpyOps:  # other arrays lie on a graphics card
            node.ops = ops
