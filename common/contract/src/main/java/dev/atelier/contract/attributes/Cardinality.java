package dev.atelier.contract.attributes;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How many values of an attribute one choice names. */
public enum Cardinality {
    /** Exactly one value, encoded one-hot. */
    @JsonProperty("one-of")
    ONE_OF,
    /** Any number of different values, also none, encoded multi-hot. */
    @JsonProperty("many-of")
    MANY_OF
}
