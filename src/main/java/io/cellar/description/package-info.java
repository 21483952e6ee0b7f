/**
 * Description files in and out: the JSON that names a volume.
 *
 * <p>{@link io.cellar.description.DescriptionReader} reads a file into a {@link
 * io.cellar.description.DescriptionFile}, or throws a {@link
 * io.cellar.description.DescriptionException} with all that is wrong, each {@link
 * io.cellar.description.Problem} with file, JSON pointer, line and column. {@link
 * io.cellar.description.DescriptionFinder} finds the description of a dropped file or folder.
 *
 * <p>Two kinds of file are volumes: {@code RESTful-blockwise-fileset-description} (a server's
 * volume, and the fileset that caches it) and {@code blockwise-fileset-description} (a fileset
 * alone). A third, {@code multiscale-volume-description}, lists several of them as levels of one
 * volume; ilastik opens each of those by itself. The first two are ilastik's formats; what ilastik
 * reads is read, and what is written ilastik reads. Where ilastik evaluates a text as Python
 * ({@code "[4150-2917, 50*1024]"}), a small arithmetic does: whole numbers, {@code + - * / // %
 * **}, brackets. Python's floats are taken where they are whole ({@code 70.0}, {@code 140/2}).
 *
 * <p>Descriptions come from strangers. Nothing in one can run, recurse or allocate beyond small
 * bounds; a block's name has no folder in it; only {@code http} and {@code https} are asked; a
 * cache folder outside the description's own is named in {@link
 * io.cellar.description.DescriptionFile#outside} and needs the user's consent.
 *
 * <p>How a file is read: {@code SourceText} (text and places) → {@code JsonText} (Jackson's tokens
 * to {@code Json} values with places) → {@code DescriptionParser}, which gives the whole or each of
 * its levels ({@code LevelsParser}, bound by {@code LevelRules}) to {@code VolumeParser}, which
 * leads {@code RemoteParser} and {@code LocalParser} through the {@code Fields} and checks their
 * {@code CrossCheck} → {@code PythonText} (the normal form). Problems are noted on the way, and
 * thrown together at the end.
 */
package io.cellar.description;
