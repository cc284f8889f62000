package dev.roundtable.search.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;

/**
 * Nodes that form one cluster, each behind a watchdog of its own. All of them may become
 * its master.
 */
public final class LocalCluster implements AutoCloseable {

	private static final int HEAP_MEGABYTES = 256;

	private record Member(NodeFolder folder, NodeProcess process) {

		URI uri() {
			return Objects.requireNonNull(this.process.boundAddress());
		}

	}

	private final Map<String, Member> members = new LinkedHashMap<>();

	private LocalCluster() {
	}

	/** Returns when every node listens, which is before they have found each other. */
	public static LocalCluster start(Path home, Path data, int size) throws IOException {
		Path java = Path.of(System.getProperty("java.home"));
		NodeFolder shared = NodeFolder
			.prepare(new LocalElasticsearch.Settings(home, Files.createDirectories(data), java, HEAP_MEGABYTES));
		List<Integer> ports = freePorts(size);
		List<String> names = IntStream.rangeClosed(1, size).mapToObj((number) -> "node-" + number).toList();
		LocalCluster cluster = new LocalCluster();
		try {
			for (int i = 0; i < size; i++) {
				NodeFolder folder = new NodeFolder(shared.home(), shared.javaHome(),
						Files.createDirectories(shared.root().resolve(names.get(i))),
						shared.marker() + "-" + names.get(i), HEAP_MEGABYTES, shared.asUser());
				folder.writeConfiguration();
				join(folder, names, i, ports);
				cluster.members.put(names.get(i), new Member(folder, NodeProcess.launch(folder)));
			}
			Awaitility.await().atMost(Duration.ofMinutes(4)).until(cluster::listens);
			return cluster;
		}
		catch (IOException | RuntimeException ex) {
			cluster.close();
			throw ex;
		}
	}

	public List<URI> uris() {
		return this.members.values().stream().map(Member::uri).toList();
	}

	public URI uri(String name) {
		return member(name).uri();
	}

	/** As a machine ends that loses its power; the others are not told. */
	public void kill(String name) throws Exception {
		ProcessHandle node = ProcessHandle.of(member(name).folder().recordedPid().orElseThrow()).orElseThrow();
		if (!node.destroyForcibly()) {
			throw new IllegalStateException(name + " lives on");
		}
		node.onExit().get(10, TimeUnit.SECONDS);
	}

	@Override
	public void close() throws IOException {
		List<IOException> failed = new ArrayList<>();
		for (Member member : this.members.values()) {
			try {
				member.process().close();
			}
			catch (IOException ex) {
				failed.add(ex);
			}
		}
		if (!failed.isEmpty()) {
			throw failed.getFirst();
		}
	}

	private Member member(String name) {
		return Objects.requireNonNull(this.members.get(name), name);
	}

	private boolean listens() {
		this.members.forEach((name, member) -> {
			if (!member.process().isAlive()) {
				throw new IllegalStateException(name + " did not start, see " + member.folder().log());
			}
		});
		return this.members.values().stream().allMatch((member) -> member.process().boundAddress() != null);
	}

	/** What a node says of itself, but that it is alone. */
	private static void join(NodeFolder folder, List<String> names, int number, List<Integer> ports)
			throws IOException {
		Path file = folder.config().resolve("elasticsearch.yml");
		String seeds = ports.stream().map((port) -> "\"127.0.0.1:" + port + "\"").collect(Collectors.joining(", "));
		Files.writeString(file,
				Files.readString(file)
					.replace("node.name: roundtable", "node.name: " + names.get(number))
					.replace("transport.port: 0", "transport.port: " + ports.get(number))
					.replace("discovery.type: single-node",
							"discovery.seed_hosts: [%s]\ncluster.initial_master_nodes: %s".formatted(seeds, names)));
		// three at once on few cores: what is compiled least starts soonest
		Files.writeString(folder.config().resolve("jvm.options.d/cluster.options"), "-XX:TieredStopAtLevel=1\n");
	}

	private static List<Integer> freePorts(int size) throws IOException {
		List<ServerSocket> held = new ArrayList<>();
		try {
			for (int i = 0; i < size; i++) {
				held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
			}
			return held.stream().map(ServerSocket::getLocalPort).toList();
		}
		finally {
			for (ServerSocket socket : held) {
				socket.close();
			}
		}
	}

}
