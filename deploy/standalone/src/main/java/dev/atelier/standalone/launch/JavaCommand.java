package dev.atelier.standalone.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a program of ours is run: the Java of this process, with limits that let the whole system fit a small machine.
 *
 * @param heapMegabytes largest heap
 * @param nativeMegabytes largest memory of the numerics outside of the heap; 0 for programs without any
 */
public record JavaCommand(int heapMegabytes, int nativeMegabytes) {
    private static final JavaCommand LAUNCHER = new JavaCommand(512, 0);
    static final JavaCommand GATEWAY = new JavaCommand(384, 0);
    public static final JavaCommand WORKER = new JavaCommand(512, 1024);
    static final JavaCommand TRAINER = new JavaCommand(512, 2048);
    // A start is mostly compilation: optimising only what is ten times hotter than by default, and one thread
    // collecting
    // small heaps, took the whole system's start from 24 s of processor time to 15 s; what is hot gets there all the
    // same.
    private static final List<String> STARTS_FAST = List.of(
            "-XX:+UseSerialGC",
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4MinInvocationThreshold=6000",
            "-XX:Tier4CompileThreshold=150000",
            "-XX:Tier4BackEdgeThreshold=400000");
    private static final int OTHER_NATIVE_MEGABYTES = 512;
    private static final int FIRST_THAT_WARNS = 24;

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
        command.addAll(STARTS_FAST);
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
