package dev.atelier.generator.weights;

import java.nio.ByteBuffer;

/** How a number is stored. */
public enum TensorType {
    F16(2),
    F32(4);

    private final int bytes;

    TensorType(int bytes) {
        this.bytes = bytes;
    }

    public int bytes() {
        return bytes;
    }

    void put(float value, ByteBuffer buffer) {
        if (this == F16) {
            buffer.putShort(HalfFloat.of(value));
        } else {
            buffer.putFloat(value);
        }
    }

    float get(ByteBuffer buffer) {
        return this == F16 ? HalfFloat.toFloat(buffer.getShort()) : buffer.getFloat();
    }
}
