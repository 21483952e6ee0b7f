package io.cellar.ui.prefetch;

import io.cellar.job.BlockOrder;
import io.cellar.ui.JobRequest;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How regions are fetched; see {@link JobRequest}.
 *
 * @param requests 0: as many as pays
 * @param style what differs from the usual
 */
record How(
    BlockOrder order,
    int requests,
    OptionalLong bytesPerSecond,
    boolean retryFailed,
    boolean retryAbsent,
    boolean startPaused,
    JobRequest.Where where,
    int workers,
    Map<String, Object> style) {}
