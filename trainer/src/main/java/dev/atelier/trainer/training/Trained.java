package dev.atelier.trainer.training;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.generator.layers.Network;
import dev.atelier.trainer.datasets.DataSet;

/**
 * What came of a training.
 *
 * @param network the generator with its averaged weights; whoever asked for it closes it
 * @param data what it was trained on, in pictures of its size
 * @param recipe what its manifest says of how it was trained; of a model that grows with the {@code stage} that it is
 */
public record Trained(Network network, DataSet data, JsonNode recipe) {}
