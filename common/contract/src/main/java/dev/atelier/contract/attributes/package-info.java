/**
 * Style attributes: which a model knows, which values they take, which combinations it can make, and how a choice
 * becomes the model's condition vector and back. Knows nothing of HTTP, Kafka or networks. Start at {@link
 * dev.atelier.contract.attributes.AttributeSchema}.
 */
package dev.atelier.contract.attributes;
