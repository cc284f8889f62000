package dev.roundtable;

import java.time.Clock;

import dev.roundtable.importing.ImportRun;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
public class RoundtableApplication {

	public static void main(String[] args) {
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
