package dev.roundtable.database;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Puts {@link DurableDataSource} under the pool where the database is an H2 file. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseConfiguration {

	@Bean
	static BeanPostProcessor durableFile(Environment environment, ObjectProvider<FreeSpace> space) {
		return new BeanPostProcessor() {
			@Override
			public Object postProcessAfterInitialization(Object bean, String name) {
				if (bean instanceof HikariDataSource pool && pool.getJdbcUrl() != null
						&& EmbeddedUrl.isEmbedded(pool.getJdbcUrl())) {
					String user = pool.getUsername();
					String password = pool.getPassword();
					pool.setDataSource(new DurableDataSource(pool.getJdbcUrl(), (user != null) ? user : "",
							(password != null) ? password : "",
							Binder.get(environment).bindOrCreate("roundtable.database", DatabaseSettings.class),
							space.getObject()));
				}
				return bean;
			}
		};
	}

	@Bean
	FreeSpace freeSpace(DatabaseSettings settings, Environment environment) {
		String url = environment.getProperty("spring.datasource.url", "");
		return new FreeSpace(EmbeddedUrl.isEmbedded(url) ? EmbeddedUrl.file(url) : null, settings.reserve().toBytes());
	}

}
