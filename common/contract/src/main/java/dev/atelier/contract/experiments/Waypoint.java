package dev.atelier.contract.experiments;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A picture's place on the way {@code to} a destination: exactly {@code step / steps} of it.
 *
 * @param step 0 to {@code steps}
 * @param steps at least 1
 */
public record Waypoint(
        Destination to,
        @JsonProperty(required = true) int step,
        @JsonProperty(required = true) int steps) {
    public Waypoint {
        if (to == null) {
            throw new IllegalArgumentException("'to' is missing: where the interpolation leads");
        }
        if (steps < 1 || step < 0 || step > steps) {
            throw new IllegalArgumentException("step " + step + " of " + steps + " is no place on a way");
        }
    }

    /** 0 at the start, 1 at the destination. */
    @JsonIgnore
    public double fraction() {
        return step / (double) steps;
    }
}
