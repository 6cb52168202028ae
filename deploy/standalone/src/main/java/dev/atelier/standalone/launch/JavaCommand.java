package dev.atelier.standalone.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a program of ours is run: the Java of this process, with limits that let the whole system fit a small machine.
 *
 * @param heapMegabytes largest heap
 * @param nativeMegabytes largest memory of the numerics outside of the heap; 0 for programs without any
 * @param compilation how much is spent on fast code
 */
public record JavaCommand(int heapMegabytes, int nativeMegabytes, Compilation compilation) {
    public static final JavaCommand LAUNCHER = new JavaCommand(512, 0, Compilation.FULL);
    static final JavaCommand GATEWAY = new JavaCommand(384, 0, Compilation.FULL);
    public static final JavaCommand WORKER = new JavaCommand(512, 1024, Compilation.FULL);
    static final JavaCommand TRAINER = new JavaCommand(512, 2048, Compilation.QUICK);
    private static final int OTHER_NATIVE_MEGABYTES = 512;
    private static final int FIRST_THAT_WARNS = 24;

    /**
     * A third of a start's processor time is the optimising compiler's. Where much is computed in Java it pays all the
     * same: with ten times its thresholds the start took 15 instead of 21 s of processor time, but the whole path made 343
     * instead of 448 pictures a second.
     */
    enum Compilation {
        /** With the optimising compiler. */
        FULL,
        /** Without it, for programs that wait, or whose work is done in native code. */
        QUICK
    }

    /** The command line of a service's jar. */
    List<String> ofJar(Path jar) {
        List<String> command = options();
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    /** The command line of another launcher. */
    public static List<String> ofLauncher(Installation installation, String... arguments) {
        List<String> command = LAUNCHER.options();
        command.addAll(List.of(
                "-Djava.awt.headless=true",
                "-Datelier.root=" + installation.root(),
                "-jar",
                installation.launcher().toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** The command line of a class on this process's own class path. */
    public List<String> ofClass(Class<?> main, String... arguments) {
        List<String> command = options();
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private List<String> options() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heapMegabytes + "m");
        // Small heaps: its threads would only take the processors from the work.
        command.add("-XX:+UseSerialGC");
        if (compilation == Compilation.QUICK) {
            command.add("-XX:TieredStopAtLevel=1");
        }
        // A process without memory is of no use to anybody; a fresh one is.
        command.add("-XX:+ExitOnOutOfMemoryError");
        if (nativeMegabytes > 0) {
            int all = heapMegabytes + nativeMegabytes + OTHER_NATIVE_MEGABYTES;
            command.add("-Dorg.bytedeco.javacpp.maxbytes=" + nativeMegabytes + "m");
            command.add("-Dorg.bytedeco.javacpp.maxphysicalbytes=" + all + "m");
        }
        if (Runtime.version().feature() >= FIRST_THAT_WARNS) {
            command.add("--enable-native-access=ALL-UNNAMED");
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        return command;
    }
}
