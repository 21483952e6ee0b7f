package io.cellar.engine;

import io.cellar.engine.stage.Timers;

/** What all parts of the engine share. */
record EngineParts(
    EngineSettings settings,
    EngineTime time,
    EngineLock lock,
    StateNotifier notifier,
    Timers timers,
    Meters meters,
    WorkerErrors errors,
    FailureBook failures,
    FairTurns turns) {}
