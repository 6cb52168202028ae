package dev.atelier.standalone.client;

import java.util.List;
import java.util.Optional;

/**
 * An update of a data set that is to be announced.
 *
 * @param manifestSha256 of the bytes of its manifest
 * @param models that are to learn from it; those whose champion comes from the data set where there are none
 * @param location prefix in the store, where it is not the usual one
 * @param by who announces it
 */
public record DataSetWish(
        String dataSet,
        String version,
        String manifestSha256,
        List<String> models,
        Optional<String> location,
        String by) {}
