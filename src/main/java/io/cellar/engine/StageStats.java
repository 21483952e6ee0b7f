package io.cellar.engine;

/**
 * What waits at the stages between the network and the disk at one moment, and what has passed them
 * since the engine started. Much cheaper than {@link EngineStats}: may be taken several times a
 * second.
 *
 * @param fetching blocks that are being asked from their sources
 * @param settled requests that are: their sources have sent a body or said that there is none, or
 *     the block was found on disk meanwhile; what is tried again is not
 * @param decodeLine bodies that are here and wait for a decode permit
 * @param decodesBegun bodies that have got one
 * @param decoding blocks that are being verified and decoded
 * @param decodesEnded blocks that have been, be they good or bad
 * @param writeLine decoded blocks that find the write queue full
 * @param writesQueued decoded blocks that have got a place in it
 * @param writing blocks that are in the write queue or being written
 * @param hostAway whether any host does not answer or has asked to be left alone
 * @param diskFull whether a disk is full or refuses writes
 */
public record StageStats(
    int fetching,
    long settled,
    int decodeLine,
    long decodesBegun,
    int decoding,
    long decodesEnded,
    int writeLine,
    long writesQueued,
    int writing,
    boolean hostAway,
    boolean diskFull) {}
