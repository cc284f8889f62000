package dev.roundtable.factors;

import java.util.Set;

import dev.roundtable.people.Role;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param requiredFor roles that do nothing without a second step
 */
@ConfigurationProperties("roundtable.second-factor")
record FactorSettings(@DefaultValue Set<Role> requiredFor) {
}
