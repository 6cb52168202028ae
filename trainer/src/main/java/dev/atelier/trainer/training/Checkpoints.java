package dev.atelier.trainer.training;

import dev.atelier.generator.weights.Safetensors;
import dev.atelier.generator.weights.Tensor;
import dev.atelier.generator.weights.TensorType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The last checkpoint of a run, as one safetensors file in float32. A new one is written beside it and then takes its
 * name, so at any moment, also when the disk is full or the power goes, a whole one is there.
 */
public final class Checkpoints {

    private static final String STEP = "step";
    private static final String RECIPE = "recipe";

    private final Path file;
    private final String recipe;

    /**
     * @param folder of the run
     * @param recipe what identifies how the run is trained; a checkpoint of another recipe is refused
     */
    public Checkpoints(Path folder, String recipe) {
        file = folder.resolve("checkpoint.safetensors");
        this.recipe = recipe;
    }

    /** @param step the number of steps done */
    public void save(long step, Map<String, INDArray> state) throws IOException {
        List<Tensor> tensors = state.entrySet().stream()
                .map(e -> new Tensor(e.getKey(), TensorType.F32, e.getValue().shape(), () -> numbers(e.getValue())))
                .toList();
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Safetensors.write(fresh, Map.of(STEP, String.valueOf(step), RECIPE, recipe), tensors);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Puts the last checkpoint's numbers into the arrays of {@code state}.
     *
     * @return the number of steps done, or nothing where there is no checkpoint
     * @throws IOException where it is damaged or belongs to another recipe
     */
    public Optional<Long> restore(Map<String, INDArray> state) throws IOException {
        if (!exists()) {
            return Optional.empty();
        }
        Safetensors saved = Safetensors.open(file);
        String savedRecipe = saved.metadata().getOrDefault(RECIPE, "");
        if (!savedRecipe.equals(recipe)) {
            throw new IOException(file + " was made by another recipe:\n  there: " + savedRecipe + "\n  here:  "
                    + recipe + "\nResume with the same settings, or train into another folder");
        }
        for (Map.Entry<String, INDArray> entry : state.entrySet()) {
            read(saved, entry.getKey(), entry.getValue());
        }
        return Optional.of(Long.parseLong(saved.metadata().get(STEP)));
    }

    /** Puts those of the last checkpoint's numbers into the arrays of {@code state} that it holds under the same names. */
    public void lend(Map<String, INDArray> state) throws IOException {
        Safetensors saved = Safetensors.open(file);
        for (String name : saved.names()) {
            if (state.containsKey(name)) {
                read(saved, name, state.get(name));
            }
        }
    }

    private static void read(Safetensors saved, String name, INDArray target) throws IOException {
        float[] values = saved.read(name, target.shape());
        try (INDArray source = Nd4j.createFromArray(values)) {
            target.assign(source.reshape('c', target.shape()));
        }
    }

    /** For when a run's result is safe elsewhere. */
    public void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    /** Where it is. */
    Path file() {
        return file;
    }

    public boolean exists() {
        return Files.exists(file);
    }

    private static float[] numbers(INDArray array) {
        return array.reshape('c', new long[] {array.length()}).toFloatVector();
    }
}
