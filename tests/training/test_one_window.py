import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")

from transformers import BertConfig, BertModel  # noqa: E402

from pipeline.training.one_window import OneWindow, RowVectors  # noqa: E402
from pipeline.training.outliers import Window, outlying  # noqa: E402


@pytest.mark.parametrize("positions", [1, 7, 40])
def test_the_states_are_those_of_transformers(positions):
    torch.manual_seed(1)
    shape = BertConfig(vocab_size=1, hidden_size=24, num_hidden_layers=3, num_attention_heads=4, intermediate_size=48)
    model = BertModel(shape, add_pooling_layer=False).train(False)
    for weights in model.parameters():  # else biases are 0, and a forgotten one would not show
        torch.nn.init.normal_(weights, std=0.3)
    vectors = torch.randn(positions, 24)
    with torch.inference_mode():
        expected = model(inputs_embeds=vectors[None]).last_hidden_state[0]
        assert torch.allclose(OneWindow(model)(vectors), expected, atol=1e-5)


def test_vectors_in_int8_keep_to_half_a_step_of_their_row():
    embedding = torch.nn.Embedding(50, 8)
    with torch.no_grad():
        embedding.weight[7] = 0
        embedding.weight[8] *= 100
    ids = torch.tensor([7, 8, 3, 8])
    steps = embedding.weight[ids].abs().amax(1, keepdim=True) / 127
    assert ((RowVectors(embedding)(ids) - embedding(ids)).abs() <= 0.51 * steps).all()


def test_a_layer_with_outlying_inputs_is_found():
    class Network(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.even, self.odd = torch.nn.Linear(2000, 3), torch.nn.Linear(2000, 3)

        def forward(self, input_ids, firsts):
            vector = torch.ones(2000)
            outlier = vector * torch.where(torch.arange(2000) == 5, 5000.0, 1.0)
            return self.even(vector) + self.odd(outlier)

    network = Network()
    found = outlying(network, [Window(torch.tensor([1]), torch.tensor([0]))] * 2)
    assert [weight is not None and (weight == network.odd.weight.detach().numpy()).all() for weight in found] == [True]
