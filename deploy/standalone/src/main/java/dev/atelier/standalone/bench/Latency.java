package dev.atelier.standalone.bench;

import dev.atelier.standalone.client.Gateway;
import dev.atelier.standalone.client.Order;
import java.util.ArrayList;
import java.util.OptionalLong;

/** Single pictures, one after another, on a system that does nothing else. */
final class Latency {
    private Latency() {}

    /** Milliseconds from the sending of a request to the news that the job is completed, its picture in the store. */
    static Percentiles measure(Load load, int warmUp, int requests) throws InterruptedException {
        var times = new ArrayList<Double>();
        for (int i = 0; i < warmUp + requests; i++) {
            long start = System.nanoTime();
            long end = completedAt(
                    load.gateway(),
                    new Order(
                            load.model(), load.choices().get(i % load.choices().size()), 1, OptionalLong.empty()));
            if (i >= warmUp) {
                times.add((end - start) / 1e6);
            }
        }
        return Percentiles.of(times);
    }

    private static long completedAt(Gateway gateway, Order order) throws InterruptedException {
        String id = gateway.ask(order).id();
        long[] at = new long[1];
        gateway.follow(id, change -> at[0] = System.nanoTime());
        return at[0];
    }
}
