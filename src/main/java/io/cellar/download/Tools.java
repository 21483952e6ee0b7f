package io.cellar.download;

import io.cellar.download.stage.Timers;

/** What all parts of the engine share. */
record Tools(
    EngineSettings settings,
    EngineTime time,
    Desk desk,
    Herald herald,
    Timers timers,
    Counters counters,
    FailureBook failures) {}
