package dev.atelier.generator.numerics;

import java.util.Locale;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Whether convolutions run on oneDNN. Without it everything works, but ten times slower, and nothing says so: that is why
 * a service asks at its start.
 *
 * @param active whether the fast path is in use
 * @param reason what was found, in words
 * @param convolutionGflops measured, see {@link Rates#convolution}
 * @param sgemmGflops measured, see {@link Rates#sgemm}
 */
public record SelfCheck(boolean active, String reason, double convolutionGflops, double sgemmGflops) {

    /**
     * A convolution on oneDNN reaches .5 to 1 of sgemm's rate, one without it .1 or less. Below this, something is wrong
     * even if the library is there.
     */
    private static final double LEAST_RATIO = 0.25;

    private static final long PATIENCE_NANOS = 2_000_000_000L;

    /**
     * Loads the native library, if it isn't, and measures: for some tens of milliseconds, or up to two seconds where other
     * processes have the cores and convolutions seem slow for that reason.
     */
    public static SelfCheck run() {
        Nd4j.create(1).close();
        String build = NativeOpsHolder.getInstance().getDeviceNativeOps().buildInfo();
        double sgemm = Rates.sgemm();
        double convolution = Rates.convolution();
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (convolution < LEAST_RATIO * sgemm && System.nanoTime() < end) {
            convolution = Math.max(convolution, Rates.convolution());
        }
        return judge(build, Nd4j.getEnvironment().helpersAllowed(), convolution, sgemm);
    }

    static SelfCheck judge(String build, boolean helpersAllowed, double convolution, double sgemm) {
        String measured =
                String.format(Locale.ROOT, "convolution %.0f GFLOP/s, sgemm %.0f GFLOP/s", convolution, sgemm);
        if (Nd4j.getBackend().getClass().getSimpleName().startsWith("JCublas")) {
            return new SelfCheck(true, "GPU, " + measured, convolution, sgemm);
        }
        if (!build.contains("HAVE_ONEDNN")) {
            String reason = "the native library was built without oneDNN (" + measured
                    + "); nd4j-native with the classifier linux-x86_64-onednn-avx2 must be on the class path, and no"
                    + " other one before it";
            return new SelfCheck(false, reason, convolution, sgemm);
        }
        if (!helpersAllowed) {
            String reason = "oneDNN is there but switched off (" + measured + "); unset SD_FORBID_HELPERS";
            return new SelfCheck(false, reason, convolution, sgemm);
        }
        if (convolution < LEAST_RATIO * sgemm) {
            String reason = "oneDNN is there, but convolutions are slower than it makes them: " + measured;
            return new SelfCheck(false, reason, convolution, sgemm);
        }
        return new SelfCheck(true, "oneDNN, " + measured, convolution, sgemm);
    }
}
