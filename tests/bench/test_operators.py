import pytest

from pipeline.bench import operators, peak
from pipeline.bench.table import table


def kernel(name, microseconds, left, result):
    shapes = {"input_type_shape": [{"uint8": left}, {"int8": [1]}], "output_type_shape": [{"int32": result}]}
    return {"cat": "Node", "name": "n_kernel_time", "dur": microseconds, "args": {"op_name": name, **shapes}}


def test_operators_are_summed_and_what_is_beside_them_is_named():
    events = [
        {"cat": "Session", "name": "model_run", "dur": 10_000_000},
        kernel("MatMulInteger", 4_000_000, [2, 3], [2, 5]),
        kernel("MatMulInteger", 1_000_000, [1, 3], [1, 5]),
        kernel("Softmax", 3_000_000, [2, 3], [2, 3]),
        {"cat": "Node", "name": "n_fence_before", "dur": 99, "args": {"op_name": "Softmax"}},
    ]
    assert operators.summed(events) == [
        ("MatMulInteger", 5.0, 0.5, 2 * 3 * 5 * 2 + 2 * 3 * 5 * 1),
        ("Softmax", 3.0, 0.3, 0),
        ("between operators", 2.0, 0.2, 0),
    ]


def test_the_profiler_counts_the_products_of_a_real_graph(tmp_path):
    pytest.importorskip("onnx")
    (tmp_path / "product.onnx").write_bytes(peak.product())
    found = operators.operators(tmp_path / "product.onnx", [peak.activations()] * 3)
    (product,) = [operator for operator in found if operator.operations]
    assert product.operations == 3 * 2 * peak.ROWS * peak.INNER * peak.COLUMNS
    assert sum(operator.share for operator in found) == pytest.approx(1)


def test_a_table_is_markdown_with_aligned_cells():
    assert table(["who", "words/s"], [["jisr", "4,700"], ["another", "9"]]).splitlines() == [
        "| who     | words/s |",
        "| ------- | ------: |",
        "| jisr    |   4,700 |",
        "| another |       9 |",
    ]
