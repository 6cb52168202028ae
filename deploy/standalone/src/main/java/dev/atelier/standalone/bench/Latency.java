package dev.atelier.standalone.bench;

import dev.atelier.standalone.client.Gateway;
import dev.atelier.standalone.client.Order;
import java.util.ArrayList;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/** Single pictures, one after another. */
final class Latency {
    private Latency() {}

    /** Milliseconds from the sending of a request to the news that the job is completed, its picture in the store. */
    static Percentiles measure(Load load, int warmUp, int requests) throws InterruptedException {
        var times = new ArrayList<Double>();
        for (int i = 0; i < warmUp + requests; i++) {
            double time = one(load, i);
            if (i >= warmUp) {
                times.add(time);
            }
        }
        return Percentiles.of(times);
    }

    /** The same for as long as something else goes on, at least once. */
    static Percentiles measureWhile(Load load, BooleanSupplier goesOn) throws InterruptedException {
        var times = new ArrayList<Double>();
        do {
            times.add(one(load, times.size()));
        } while (goesOn.getAsBoolean());
        return Percentiles.of(times);
    }

    private static double one(Load load, int number) throws InterruptedException {
        long start = System.nanoTime();
        long end = completedAt(
                load.gateway(),
                new Order(
                        load.model(), load.choices().get(number % load.choices().size()), 1, OptionalLong.empty()));
        return (end - start) / 1e6;
    }

    private static long completedAt(Gateway gateway, Order order) throws InterruptedException {
        String id = gateway.ask(order).id();
        long[] at = new long[1];
        gateway.follow(id, change -> at[0] = System.nanoTime());
        return at[0];
    }
}
