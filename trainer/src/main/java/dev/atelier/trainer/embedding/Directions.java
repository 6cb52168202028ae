package dev.atelier.trainer.embedding;

/**
 * Rows on a sphere: y = s·x / ‖x‖ for each x. A classifier behind it can only tell by directions, so that pictures of one
 * kind have a large cosine (Wang et al. 2017, "NormFace").
 *
 * @param units x / ‖x‖, [batch, dimensions]
 * @param lengths ‖x‖, [batch]
 * @param scale s
 */
record Directions(float[][] units, double[] lengths, double scale) {
    private static final double LEAST = 1e-6;

    static Directions of(float[][] rows, double scale) {
        float[][] units = new float[rows.length][];
        double[] lengths = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            double sum = 0;
            for (float value : rows[i]) {
                sum += (double) value * value;
            }
            lengths[i] = Math.max(Math.sqrt(sum), LEAST);
            units[i] = times(rows[i], 1 / lengths[i]);
        }
        return new Directions(units, lengths, scale);
    }

    /** y, [batch, dimensions]. */
    float[][] values() {
        float[][] values = new float[units.length][];
        for (int i = 0; i < values.length; i++) {
            values[i] = times(units[i], scale);
        }
        return values;
    }

    /** The gradient at x for the one at y: s / ‖x‖ times what of it is perpendicular to x. */
    float[][] backward(float[][] gradient) {
        float[][] atRows = new float[gradient.length][];
        for (int i = 0; i < gradient.length; i++) {
            double along = 0;
            for (int d = 0; d < gradient[i].length; d++) {
                along += (double) gradient[i][d] * units[i][d];
            }
            atRows[i] = new float[gradient[i].length];
            for (int d = 0; d < atRows[i].length; d++) {
                atRows[i][d] = (float) (scale / lengths[i] * (gradient[i][d] - along * units[i][d]));
            }
        }
        return atRows;
    }

    private static float[] times(float[] row, double factor) {
        float[] product = new float[row.length];
        for (int d = 0; d < row.length; d++) {
            product[d] = (float) (row[d] * factor);
        }
        return product;
    }
}
