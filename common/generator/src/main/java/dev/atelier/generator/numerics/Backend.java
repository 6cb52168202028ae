package dev.atelier.generator.numerics;

import org.nd4j.linalg.factory.Nd4j;

/** What ND4J computes on: the processor, or a GPU in a build with the profile {@code cuda}. */
public final class Backend {

    /** ND4J's name for the class that describes arrays to the native library; the one for a GPU remembers by itself. */
    private static final String SHAPES = "shapeinfoprovider";

    private static final String GPU = "org.nd4j.linalg.jcublas.JCublasBackend";

    private Backend() {}

    /** There is nothing to compute on. */
    public static final class UnavailableException extends Exception {

        UnavailableException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Loads it, which takes a second, with {@link RememberedShapes} where nothing has loaded it before, and switches ND4J's
     * own calls of the garbage collector off: they cost milliseconds each, and scratch memory is used again anyway.
     *
     * @throws UnavailableException where the build's backend can't run here; says why, as far as it tells
     */
    public static void load() throws UnavailableException {
        if (!isGpuBuild()) {
            System.setProperty(SHAPES, RememberedShapes.class.getName());
        }
        try {
            Nd4j.getMemoryManager().togglePeriodicGc(false);
        } catch (ExceptionInInitializerError | NoClassDefFoundError e) {
            throw new UnavailableException(unavailable(isGpuBuild()), e);
        }
    }

    static String unavailable(boolean gpuBuild) {
        return gpuBuild
                ? "this build computes on an NVIDIA GPU, and none can be used here: look for libcuda.so.1 and the driver"
                        + " (nvidia-smi), or build without the profile cuda to compute on the processor"
                : "the native library that computes can't be loaded here: this build holds the one for Linux on x86-64";
    }

    private static boolean isGpuBuild() {
        return Backend.class.getClassLoader().getResource(GPU.replace('.', '/') + ".class") != null;
    }
}
