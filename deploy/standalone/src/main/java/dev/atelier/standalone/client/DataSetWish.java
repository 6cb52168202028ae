package dev.atelier.standalone.client;

import java.util.List;
import java.util.Optional;

/**
 * An update of a data set that is to be announced.
 *
 * @param manifestSha256 of the bytes of its manifest
 * @param models that are to learn from it and exist
 * @param newModels that may have no version yet; where no model is named, those learn whose champion comes from the data set
 * @param location prefix in the store, where it is not the usual one
 * @param by who announces it
 */
public record DataSetWish(
        String dataSet,
        String version,
        String manifestSha256,
        List<String> models,
        List<String> newModels,
        Optional<String> location,
        String by) {}
