package dev.atelier.standalone.client;

import java.util.List;

/**
 * A recorded update of a data set.
 *
 * @param update its id
 * @param runs that it asks for
 */
public record UpdateView(String update, String dataSet, String version, List<RunView> runs) {
    /** A run that was asked for. */
    public record RunView(String id, String model, String url) {}
}
