package dev.roundtable.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A mail server that answers as it is told to: to an empty text not at all. */
final class ScriptedServer implements AutoCloseable {

	/** What any server would answer. */
	static final String USUAL = "usual";

	private final ServerSocket door;

	private final UnaryOperator<String> answers;

	private final List<Socket> guests = new CopyOnWriteArrayList<>();

	final List<String> heard = new CopyOnWriteArrayList<>();

	/**
	 * @param answers to each command; to the empty one it greets, to {@code .} it takes
	 * the mail
	 */
	ScriptedServer(UnaryOperator<String> answers) {
		try {
			this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.answers = answers;
		Thread.ofVirtual().start(this::receive);
	}

	int port() {
		return this.door.getLocalPort();
	}

	private void receive() {
		while (!this.door.isClosed()) {
			try {
				Socket guest = this.door.accept();
				this.guests.add(guest);
				Thread.ofVirtual().start(() -> talk(guest));
			}
			catch (IOException closed) {
				return;
			}
		}
	}

	private void talk(Socket guest) {
		try (guest) {
			BufferedReader in = new BufferedReader(
					new InputStreamReader(guest.getInputStream(), StandardCharsets.UTF_8));
			OutputStream out = guest.getOutputStream();
			boolean data = false;
			say(out, answer(""));
			for (String line = in.readLine(); line != null; line = in.readLine()) {
				if (!data || line.equals(".")) {
					this.heard.add(line);
					String answer = answer(line);
					data = answer.startsWith("354");
					say(out, answer);
				}
			}
		}
		catch (IOException gone) {
			// The guest left.
		}
	}

	private String answer(String line) {
		String told = this.answers.apply(line);
		if (!told.equals(USUAL)) {
			return told;
		}
		return switch (line.split("[ :]")[0]) {
			case "" -> "220 here";
			case "DATA" -> "354 go on";
			case "QUIT" -> "221 bye";
			default -> "250 fine";
		};
	}

	private static void say(OutputStream out, String answer) throws IOException {
		if (!answer.isEmpty()) {
			out.write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
			out.flush();
		}
	}

	@Override
	public void close() throws IOException {
		this.door.close();
		for (Socket guest : this.guests) {
			guest.close();
		}
	}

}
