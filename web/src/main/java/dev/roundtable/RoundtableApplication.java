package dev.roundtable;

import java.time.Clock;

import dev.roundtable.importing.ImportRun;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
public class RoundtableApplication {

	/** As many requests compute side by side; the machine shares its cores among them. */
	private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";

	public static void main(String[] args) {
		if (System.getProperty(CARRIERS) == null) {
			// By default as many as cores: two requests that compute for long would stop
			// the site.
			System.setProperty(CARRIERS, "32");
		}
		SpringApplication application = new SpringApplication(RoundtableApplication.class);
		if (ImportRun.isAskedFor(args)) {
			application.setWebApplicationType(WebApplicationType.NONE);
			// An import needs few of the rooms, and none of what serves pages.
			application.setLazyInitialization(true);
			System.exit(SpringApplication.exit(application.run(args)));
		}
		application.run(args);
	}

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

}
