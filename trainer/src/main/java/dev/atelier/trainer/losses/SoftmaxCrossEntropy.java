package dev.atelier.trainer.losses;

/** Classification loss: −ln softmax(logits)[label], mean over the batch. */
public final class SoftmaxCrossEntropy {

    private SoftmaxCrossEntropy() {}

    /** Logits are [batch, classes]; the gradient is (softmax − one-hot) / batch. */
    public static Loss of(float[][] logits, int[] labels) {
        double sum = 0;
        float[][] gradient = new float[logits.length][];
        for (int i = 0; i < logits.length; i++) {
            double[] p = softmax(logits[i]);
            sum -= Math.log(Math.max(p[labels[i]], Double.MIN_NORMAL));
            gradient[i] = new float[p.length];
            for (int c = 0; c < p.length; c++) {
                gradient[i][c] = (float) ((p[c] - (c == labels[i] ? 1 : 0)) / logits.length);
            }
        }
        return new Loss(sum / logits.length, gradient);
    }

    /** Shifted by the largest logit, so nothing overflows. */
    public static double[] softmax(float[] logits) {
        double largest = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            largest = Math.max(largest, logit);
        }
        double sum = 0;
        double[] p = new double[logits.length];
        for (int c = 0; c < p.length; c++) {
            p[c] = Math.exp(logits[c] - largest);
            sum += p[c];
        }
        for (int c = 0; c < p.length; c++) {
            p[c] /= sum;
        }
        return p;
    }
}
