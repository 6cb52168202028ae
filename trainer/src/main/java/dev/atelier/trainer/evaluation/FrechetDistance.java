package dev.atelier.trainer.evaluation;

import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * The Fréchet distance of two Gaussians fitted to features, ‖m₁ − m₂‖² + Tr(S₁ + S₂ − 2 (S₁S₂)^½) (Heusel et al. 2017,
 * FID). The root's trace is that of (S₁^½ S₂ S₁^½)^½, which is symmetric: its eigenvalues are real, and small negative ones
 * are rounding.
 */
public final class FrechetDistance {

    private FrechetDistance() {}

    /**
     * The distance of two sets, each [count][features], with covariances divided by count − 1.
     *
     * @throws IllegalArgumentException where a set has fewer than two members
     */
    public static double of(float[][] first, float[][] second) {
        return of(mean(first), covariance(first), mean(second), covariance(second));
    }

    /** The distance of two Gaussians by their means and covariances. */
    static double of(double[] mean1, RealMatrix covariance1, double[] mean2, RealMatrix covariance2) {
        double distance = covariance1.getTrace() + covariance2.getTrace();
        for (int i = 0; i < mean1.length; i++) {
            distance += (mean1[i] - mean2[i]) * (mean1[i] - mean2[i]);
        }
        RealMatrix root = root(covariance1);
        RealMatrix product = symmetric(root.multiply(covariance2).multiply(root));
        for (double value : new EigenDecomposition(product).getRealEigenvalues()) {
            distance -= 2 * Math.sqrt(Math.max(0, value));
        }
        return Math.max(0, distance);
    }

    private static RealMatrix root(RealMatrix covariance) {
        EigenDecomposition eigen = new EigenDecomposition(symmetric(covariance));
        double[] roots = eigen.getRealEigenvalues();
        for (int i = 0; i < roots.length; i++) {
            roots[i] = Math.sqrt(Math.max(0, roots[i]));
        }
        return eigen.getV()
                .multiply(MatrixUtils.createRealDiagonalMatrix(roots))
                .multiply(eigen.getVT());
    }

    private static RealMatrix symmetric(RealMatrix matrix) {
        return matrix.add(matrix.transpose()).scalarMultiply(0.5);
    }

    private static double[] mean(float[][] features) {
        if (features.length < 2) {
            throw new IllegalArgumentException("a covariance needs at least 2 pictures, got " + features.length);
        }
        double[] mean = new double[features[0].length];
        for (float[] row : features) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += row[i] / (double) features.length;
            }
        }
        return mean;
    }

    private static RealMatrix covariance(float[][] features) {
        double[] mean = mean(features);
        double[][] sum = new double[mean.length][mean.length];
        double[] centred = new double[mean.length];
        for (float[] row : features) {
            for (int i = 0; i < mean.length; i++) {
                centred[i] = row[i] - mean[i];
            }
            for (int i = 0; i < mean.length; i++) {
                for (int j = 0; j <= i; j++) {
                    sum[i][j] += centred[i] * centred[j];
                }
            }
        }
        for (int i = 0; i < mean.length; i++) {
            for (int j = 0; j <= i; j++) {
                sum[i][j] /= features.length - 1;
                sum[j][i] = sum[i][j];
            }
        }
        return MatrixUtils.createRealMatrix(sum);
    }
}
