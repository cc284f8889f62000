package dev.roundtable.benchmark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;

/**
 * The reference: the same Tomcat in a process of its own, with nothing in front of one
 * file that holds a page as readers get it, packed once and not at each request.
 */
public final class PlainFile {

	static final String NAME = "page.html";

	private PlainFile() {
	}

	static void write(Path folder, byte[] page) throws IOException {
		Files.createDirectories(folder);
		Files.write(folder.resolve(NAME), page);
		ByteArrayOutputStream packed = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
			gzip.write(page);
		}
		Files.write(folder.resolve(NAME + ".gz"), packed.toByteArray());
	}

	/**
	 * @param args port, folder of the file, folder for Tomcat itself
	 */
	public static void main(String[] args) throws Exception {
		Tomcat tomcat = new Tomcat();
		tomcat.setBaseDir(args[2]);
		tomcat.setPort(Integer.parseInt(args[0]));
		// As many threads as the application has.
		tomcat.getConnector().setProperty("maxThreads", "64");
		Context site = tomcat.addContext("", args[1]);
		Wrapper files = Tomcat.addServlet(site, "default", new DefaultServlet());
		files.addInitParameter("precompressed", "true");
		files.setLoadOnStartup(1);
		site.addServletMappingDecoded("/", "default");
		site.addMimeMapping("html", "text/html");
		tomcat.start();
		tomcat.getServer().await();
	}

}
