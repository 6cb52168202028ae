package dev.atelier.generator.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * All weights of a network in one flat buffer, so that an optimiser's step, an average or a copy is one operation on one
 * vector; the same class holds the running statistics. Each parameter is a view that starts on a 64-byte boundary of the
 * buffer; the few numbers between are zero and stay so.
 */
public final class Parameters implements AutoCloseable {

    private static final int ALIGNMENT = 16;

    private final List<Parameter> members = new ArrayList<>();
    private INDArray flat;
    private INDArray flatGradient;

    Parameters() {}

    Parameter declare(String name, Initialiser initialiser, long... shape) {
        if (flat != null) {
            throw new IllegalStateException("the network is built; " + name + " comes too late");
        }
        if (members.stream().anyMatch(member -> member.name().equals(name))) {
            throw new IllegalArgumentException("two parameters of the network are called " + name);
        }
        Parameter parameter = new Parameter(name, shape, initialiser);
        members.add(parameter);
        return parameter;
    }

    void allocate(DataType type) {
        flat = buffer(type);
        long offset = 0;
        for (Parameter member : members) {
            member.bind(view(flat, offset, member));
            offset += padded(member.length());
        }
    }

    /** Gives a network that is going to be trained the memory for its gradients. */
    void allocateGradients() {
        flatGradient = buffer(flat.dataType());
        long offset = 0;
        for (Parameter member : members) {
            member.bindGradient(view(flatGradient, offset, member));
            offset += padded(member.length());
        }
    }

    void initialise(Random random) {
        members.forEach(member -> member.initialiser().fill(member.value(), random));
    }

    public List<Parameter> members() {
        return List.copyOf(members);
    }

    /** All values, one vector; includes the padding. */
    public INDArray flat() {
        return flat;
    }

    /** All gradients, laid out as {@link #flat}. A parameter that got no contribution since {@link #forgetGradients} is 0. */
    public INDArray flatGradient() {
        for (Parameter member : members) {
            if (!member.gradientFresh()) {
                member.gradient().assign(0);
            }
        }
        return flatGradient;
    }

    /** Starts a new sum of gradients. */
    public void forgetGradients() {
        members.forEach(Parameter::forgetGradient);
    }

    /** The number of values, without padding. */
    public long count() {
        return members.stream().mapToLong(Parameter::length).sum();
    }

    /** Gives the memory back; the network can't be used any more. */
    @Override
    public void close() {
        flat.close();
        if (flatGradient != null) {
            flatGradient.close();
        }
    }

    private INDArray buffer(DataType type) {
        long length = members.stream().mapToLong(m -> padded(m.length())).sum();
        return buffer(type, Math.max(length, ALIGNMENT));
    }

    /** Zeros that outlive any workspace. */
    static INDArray buffer(DataType type, long length) {
        try (MemoryWorkspace ignored = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            return Nd4j.zeros(type, length);
        }
    }

    private static INDArray view(INDArray flat, long offset, Parameter member) {
        return flat.get(NDArrayIndex.interval(offset, offset + member.length())).reshape('c', member.shape());
    }

    private static long padded(long length) {
        return (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}
