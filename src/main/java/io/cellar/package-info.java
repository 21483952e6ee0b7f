/**
 * Cellar: browses and caches image volumes that are far too big to copy.
 *
 * <p>Data flows one way: {@code description}, {@code source}, {@code engine}, {@code store} on disk
 * and {@code cell} in memory, {@code slice}, {@code ui}. A consumer imports its producer, never the
 * reverse. {@code coarse} computes levels that files lack, {@code session} opens volumes without a
 * window, {@code job} fetches regions of them and has workers do so that may die at any moment,
 * {@code export} writes their voxels to files. {@code app} puts the window together, {@code cli} is
 * the command line, and {@link io.cellar.Main} is the only class that knows both.
 *
 * <p>All threads are made by {@link io.cellar.thread.Threads}: virtual ones wait, platform ones
 * compute or hold on to a file.
 *
 * <table>
 * <caption>Threads</caption>
 * <tr><th>name</th><th>kind</th><th>how many</th><th>what it does</th></tr>
 * <tr><td>main</td><td>platform</td><td>1</td><td>runs a command, or waits for the window</td></tr>
 * <tr><td>interruption</td><td>platform</td><td>1</td><td>on ctrl+c, waits for the command</td></tr>
 * <tr><td>progress</td><td>platform</td><td>1</td><td>tells a command's progress</td></tr>
 * <tr><td>question</td><td>platform</td><td>1</td><td>waits for an answer on the terminal</td></tr>
 * <tr><td>http</td><td>virtual</td><td>one a caller on a platform thread</td>
 *     <td>makes its request</td></tr>
 * <tr><td>http-name</td><td>platform</td><td>one a name that is looked up</td>
 *     <td>finds a host's addresses</td></tr>
 * <tr><td>http-watch</td><td>virtual</td><td>1 while connections are open</td>
 *     <td>closes those whose deadline has passed, or that wait for long</td></tr>
 * <tr><td>cellar-fetch</td><td>virtual</td><td>one a request on the wire</td>
 *     <td>asks a host and waits for blocks, one after the other</td></tr>
 * <tr><td>cellar-disk-N</td><td>platform</td><td>{@code EngineSettings.diskReaders}</td>
 *     <td>looks for blocks on disk</td></tr>
 * <tr><td>cellar-store-N</td><td>platform</td>
 *     <td>{@code EngineSettings.decodePermits} and {@code writers}</td>
 *     <td>verifies and decodes blocks, publishes them in the cache, tries a full disk again</td></tr>
 * <tr><td>cellar-coarse-N</td><td>platform</td><td>1 or 2</td>
 *     <td>computes blocks of coarser levels</td></tr>
 * <tr><td>cellar-look</td><td>virtual</td><td>one a block</td>
 *     <td>sees whether another program's block has come</td></tr>
 * <tr><td>cellar-metadata</td><td>virtual</td><td>up to 16 a place that is opened</td>
 *     <td>asks a server for its metadata</td></tr>
 * <tr><td>cellar-chunk</td><td>virtual</td><td>up to 3 a block of small chunks</td>
 *     <td>asks for some of its chunks</td></tr>
 * <tr><td>cellar-download-alarm</td><td>platform</td><td>1</td><td>the engine's clock</td></tr>
 * <tr><td>store-upkeep</td><td>platform</td><td>one an open level</td>
 *     <td>saves coverage, renews locks</td></tr>
 * <tr><td>cellar-bulk-NAME</td><td>virtual</td><td>one a fetch of regions</td>
 *     <td>asks for its blocks, in their order</td></tr>
 * <tr><td>cellar-shard</td><td>virtual</td><td>up to 4 a worker of a job</td>
 *     <td>waits until a shard is on disk</td></tr>
 * <tr><td>cellar-bulk-disk-N</td><td>platform</td><td>4 a fetch of regions</td>
 *     <td>looks whether blocks said to be there are</td></tr>
 * <tr><td>cellar-bulk-settle</td><td>platform</td><td>one at the end of a fetch</td>
 *     <td>has all names of what came forced to the disk</td></tr>
 * <tr><td>cellar-verify</td><td>platform</td><td>1, in a worker that downloads nothing</td>
 *     <td>reads a shard that was downloaded for it</td></tr>
 * <tr><td>JavaFX Application Thread</td><td>platform</td><td>1</td><td>the window</td></tr>
 * <tr><td>painter</td><td>platform</td><td>one a pane</td><td>renders slices</td></tr>
 * <tr><td>picture</td><td>platform</td><td>one a picture</td><td>renders a picture to keep</td></tr>
 * <tr><td>window-picture</td><td>virtual</td><td>1</td><td>writes {@code --picture}</td></tr>
 * <tr><td>cellar-read-N</td><td>platform</td><td>one a core but one, a box that is read</td>
 * <td>blocks on this computer to where they are wanted</td></tr>
 * <tr><td>cellar-compute-N</td><td>platform</td><td>one a core</td>
 *     <td>contrast, coverage, PNG for the window</td></tr>
 * <tr><td>instance-accept, instance-open</td><td>virtual</td><td>1 each</td>
 *     <td>wait for other starts, open what they hand over</td></tr>
 * <tr><td>instance-peer, instance-deadline</td><td>virtual</td><td>one, two a start</td>
 *     <td>read what it says, end that when it takes too long</td></tr>
 * <tr><td>window-end</td><td>platform</td><td>1 at the end</td>
 *     <td>notes that what fails now is no matter</td></tr>
 * <tr><td>app-N, app-open-N</td><td>virtual</td><td>as needed</td>
 *     <td>opens and closes volumes</td></tr>
 * <tr><td>cellar-prefetch, cellar-estimate, cellar-report</td><td>virtual</td>
 *     <td>one a question</td><td>makes a job, counts its blocks, writes its report</td></tr>
 * <tr><td>settings, records</td><td>platform</td><td>1 each</td>
 *     <td>write settings; session, bookmarks</td></tr>
 * <tr><td>jobs-N</td><td>virtual</td><td>one a click on a job</td>
 *     <td>makes, stops, hands over, removes it</td></tr>
 * <tr><td>job-ID</td><td>virtual</td><td>one a job that the window works on</td>
 *     <td>is a worker of it</td></tr>
 * <tr><td>jobs-look</td><td>platform</td><td>1</td>
 *     <td>looks how far unfinished jobs are</td></tr>
 * <tr><td>desktop</td><td>platform</td><td>1 while there are jobs</td>
 *     <td>shows progress in the taskbar, tells that a job has ended</td></tr>
 * <tr><td>sample-accept, sample-connection</td><td>virtual</td><td>1, one a connection</td>
 *     <td>the built-in server</td></tr>
 * <tr><td>sample-compute-N</td><td>platform</td><td>one a core</td>
 *     <td>computes the voxels that it sends</td></tr>
 * </table>
 */
package io.cellar;
