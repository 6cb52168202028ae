/**
 * The products that can be found by a picture: a Lucene index with a graph of their feature vectors, in a folder of this
 * gateway alone. It is a fold of a topic that keeps itself, with the place in the log up to which it holds everything, and
 * can be thrown away and read again at any time. Knows neither Kafka nor HTTP. Start at {@link
 * dev.atelier.gateway.index.ProductIndex}.
 */
package dev.atelier.gateway.index;
