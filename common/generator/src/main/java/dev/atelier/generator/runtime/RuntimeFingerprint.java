package dev.atelier.generator.runtime;

import dev.atelier.contract.images.Png;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * What, beside the model, decides how a picture's numbers are rounded: two processes with the same fingerprint make the
 * same bytes; with another one a pixel may differ by a shade.
 *
 * <p>Backend and its version, whether oneDNN is in it, the processor's kind and its widest vector instructions (by which
 * oneDNN and OpenBLAS choose their kernels), the environment's wish for other kernels, the deflate library, and the size of the batches. Not
 * the number of threads: work is split over pictures and channels, never over the terms of a sum, so it changes no bit (a
 * test holds that).
 */
public final class RuntimeFingerprint {

    private static final String ND4J_PROPERTIES = "/META-INF/maven/org.nd4j/nd4j-api/pom.properties";
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private RuntimeFingerprint() {}

    /** For example {@code nd4j-1.0.0-M2.1 cpu onednn authenticamd-25-17 avx512 deflate-35657790 batch-32}. */
    public static String current() {
        Nd4j.create(1).close();
        StringJoiner text = new StringJoiner(" ");
        text.add("nd4j-" + version());
        text.add(Nd4j.getBackend().getClass().getSimpleName().startsWith("Cpu") ? "cpu" : "gpu");
        boolean oneDnn =
                NativeOpsHolder.getInstance().getDeviceNativeOps().buildInfo().contains("HAVE_ONEDNN")
                        && Nd4j.getEnvironment().helpersAllowed();
        text.add(oneDnn ? "onednn" : "plain");
        processor(cpuInfo()).forEach(text::add);
        wishes(System::getenv).forEach(text::add);
        text.add("deflate-" + Png.deflateName());
        text.add("batch-" + NetworkGenerator.MICRO_BATCH);
        return text.toString();
    }

    private static String version() {
        try (InputStream in = Nd4j.class.getResourceAsStream(ND4J_PROPERTIES)) {
            if (in == null) {
                throw new IllegalStateException("nd4j's jar has no " + ND4J_PROPERTIES);
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(ND4J_PROPERTIES + " can't be read", e);
        }
    }

    /** Vendor, family and model in one word, then the widest vector instructions. */
    static List<String> processor(List<String> cpuInfo) {
        Map<String, String> fields = new HashMap<>();
        for (String line : cpuInfo) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.putIfAbsent(
                        line.substring(0, colon).trim(),
                        line.substring(colon + 1).trim());
            }
        }
        if (fields.isEmpty()) {
            return List.of(System.getProperty("os.arch"));
        }
        String kind = fields.getOrDefault("vendor_id", System.getProperty("os.arch")) + "-"
                + fields.getOrDefault("cpu family", "") + "-" + fields.getOrDefault("model", "");
        Set<String> flags = Set.of(fields.getOrDefault("flags", "").split(" "));
        return List.of(kind.toLowerCase(Locale.ROOT), instructions(flags));
    }

    private static String instructions(Set<String> flags) {
        if (flags.contains("amx_tile")) {
            return "amx";
        }
        if (flags.containsAll(Set.of("avx512f", "avx512bw", "avx512vl", "avx512dq"))) {
            return "avx512";
        }
        return flags.contains("avx2") ? "avx2" : "sse";
    }

    private static List<String> cpuInfo() {
        try {
            return Files.isReadable(CPU_INFO) ? Files.readAllLines(CPU_INFO) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(CPU_INFO + " can't be read", e);
        }
    }

    /** Settings by which a user makes the libraries choose other kernels than the processor's own. */
    static Set<String> wishes(UnaryOperator<String> environment) {
        Set<String> wishes = new LinkedHashSet<>();
        for (String name : List.of("OPENBLAS_CORETYPE", "ONEDNN_MAX_CPU_ISA", "DNNL_MAX_CPU_ISA")) {
            String value = environment.apply(name);
            if (value != null && !value.isBlank()) {
                wishes.add(name.toLowerCase(Locale.ROOT) + "-" + value.trim());
            }
        }
        return wishes;
    }
}
