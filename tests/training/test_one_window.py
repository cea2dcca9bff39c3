import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")

from transformers import BertConfig, BertModel  # noqa: E402

from pipeline.training.one_window import OneWindow  # noqa: E402


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
