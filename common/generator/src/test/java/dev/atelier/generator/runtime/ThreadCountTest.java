package dev.atelier.generator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.generator.layers.BatchNorm;
import dev.atelier.generator.layers.Dense;
import dev.atelier.generator.layers.JoinCondition;
import dev.atelier.generator.layers.Network;
import dev.atelier.generator.layers.NetworkSpec;
import dev.atelier.generator.layers.Pass;
import dev.atelier.generator.layers.Relu;
import dev.atelier.generator.layers.Reshape;
import dev.atelier.generator.layers.Sigmoid;
import dev.atelier.generator.layers.UpsampleConv2d;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Threads are set when the native library is loaded, so each count has a process of its own. */
class ThreadCountTest {

    @Test
    void theNumberOfThreadsChangesNoBit() throws IOException, InterruptedException {
        String one = output(1);
        String two = output(2);

        assertThat(one).startsWith("1 ");
        assertThat(two).startsWith("2 ");
        assertThat(two.substring(2)).isEqualTo(one.substring(2));
    }

    private static String output(int threads) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder = new ProcessBuilder(
                        java.toString(), "-cp", System.getProperty("java.class.path"), Numbers.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("OMP_NUM_THREADS", String.valueOf(threads));
        // On a busy machine threads that wait by spinning take the cores from those that they wait for.
        builder.environment().put("OMP_WAIT_POLICY", "PASSIVE");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).isZero();
        return output;
    }

    /** Prints the number of threads and a network's numbers, bit for bit; sizes are those of the 28×28 models. */
    static final class Numbers {

        private Numbers() {}

        public static void main(String[] arguments) {
            Network network = Network.of(new NetworkSpec(
                    List.of(62L),
                    10,
                    List.of(
                            new JoinCondition.Spec(),
                            new Dense.Spec(1024),
                            new BatchNorm.Spec(),
                            new Relu.Spec(),
                            new Dense.Spec(128 * 7 * 7),
                            new BatchNorm.Spec(),
                            new Relu.Spec(),
                            Reshape.Spec.picture(128, 7, 7),
                            new UpsampleConv2d.Spec(64),
                            new BatchNorm.Spec(),
                            new Relu.Spec(),
                            new UpsampleConv2d.Spec(1),
                            new Sigmoid.Spec())));
            network.initialise(3);
            float[] latents = new float[NetworkGenerator.MICRO_BATCH * 62];
            for (int i = 0; i < NetworkGenerator.MICRO_BATCH; i++) {
                Latents.fill(1, i, latents, i * 62, 62);
            }
            INDArray y = network.forward(
                    Nd4j.create(latents, new long[] {NetworkGenerator.MICRO_BATCH, 62}, 'c'),
                    Pass.inference(Nd4j.ones(DataType.FLOAT, NetworkGenerator.MICRO_BATCH, 10)));
            StringBuilder text = new StringBuilder();
            text.append(Nd4j.getEnvironment().maxThreads());
            for (float number : y.reshape('c', new long[] {y.length()}).toFloatVector()) {
                text.append(' ').append(Integer.toHexString(Float.floatToRawIntBits(number)));
            }
            System.out.println(text);
        }
    }
}
