package io.cellar.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a file gave.
 *
 * @param value what could be read of it
 * @param broken when the file was damaged: where it is kept now, or where it still is if it could
 *     not be moved
 */
public record Loaded<T>(T value, Optional<Path> broken) {}
